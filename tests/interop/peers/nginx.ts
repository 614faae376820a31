import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '../../harness/command-line.ts';
import { selfSignedCertificate } from '../../harness/self-signed.ts';
import { waitUntil } from '../../harness/wait-until.ts';

const START_TIMEOUT_MS = 20_000;

export interface NginxOptions {
  /** Where it listens with TLS. */
  readonly port: number;
  /** The port of the server behind it. */
  readonly behind: number;
}

/** The block that docs/guides/production.md tells operators to write, for another port. */
const documentedLocation = async (behind: number): Promise<string> => {
  const guide = await Bun.file(join(REPOSITORY, 'docs/guides/production.md')).text();
  const [, block] = /```nginx\n([\s\S]*?)```/.exec(guide) ?? [];
  if (block === undefined) throw new Error('the guide has no block for nginx');
  return block.replace('127.0.0.1:2273', `127.0.0.1:${behind}`);
};

const configuration = async ({ port, behind }: NginxOptions, folder: string): Promise<string> => `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port} ssl;
    server_name localhost;
    ssl_certificate ${folder}/cert.pem;
    ssl_certificate_key ${folder}/key.pem;
${await documentedLocation(behind)}
  }
}
`;

/** Debian's nginx with a certificate of its own, in front of a server. */
export const startNginx = async (options: NginxOptions) => {
  const folder = await mkdtemp(join(tmpdir(), 'cardea-nginx-'));
  // Its workers are nobody, and put long bodies here
  await chmod(folder, 0o755);
  const { cert } = await selfSignedCertificate(folder);
  const file = join(folder, 'nginx.conf');
  await writeFile(file, await configuration(options, folder));
  const child = Bun.spawn(['/usr/sbin/nginx', '-p', folder, '-c', file, '-e', join(folder, 'error.log')], {
    stdout: 'ignore',
    stderr: 'ignore',
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGQUIT');
    await child.exited;
    await rm(folder, { recursive: true, force: true });
  };
  const answers = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${await Bun.file(join(folder, 'error.log')).text()}`);
    const asked = fetch(`https://localhost:${options.port}/livez`, { tls: { rejectUnauthorized: false } });
    return asked.then(
      ({ ok }) => ok,
      () => false,
    );
  };
  try {
    await waitUntil(answers, { what: 'nginx answers', timeoutMs: START_TIMEOUT_MS });
    return { certificate: await Bun.file(cert).text(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
