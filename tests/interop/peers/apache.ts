import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../harness/free-port.ts';
import type { AddedClient } from '../../harness/registrations.ts';
import { waitUntil } from '../../harness/wait-until.ts';

const MODULES = '/usr/lib/apache2/modules';
const START_TIMEOUT_MS = 20_000;
const modules = [
  'mpm_event',
  'authn_core',
  'authz_core',
  'authz_user',
  'dir',
  'filter',
  'include',
  'mime',
  'auth_openidc',
] as const;

/** The addresses of a web server that does not run yet: they are registered first. */
export const apacheAddresses = (port = freePort()) => {
  const origin = `http://localhost:${port}`;
  const redirectUri = `${origin}/protected/redirect_uri`;
  return {
    port,
    origin,
    protectedUrl: `${origin}/protected/`,
    redirectUri,
    byeUrl: `${origin}/bye.html`,
    logoutUrl: `${redirectUri}?${new URLSearchParams({ logout: `${origin}/bye.html` })}`,
    backchannelUri: `${redirectUri}?logout=backchannel`,
    frontchannelUri: `${redirectUri}?logout=get`,
  };
};

type Addresses = ReturnType<typeof apacheAddresses>;

interface Registration {
  readonly issuer: string;
  readonly client: AddedClient;
  readonly addresses: Addresses;
}

/** As docs/guides/mod-auth-openidc.md has it, beside what every Apache needs. */
const configuration = ({ issuer, client, addresses }: Registration, folder: string): string => `
ServerRoot "${folder}"
ServerName localhost
PidFile "${folder}/apache.pid"
DefaultRuntimeDir "${folder}"
ErrorLog "${folder}/error.log"
Listen 127.0.0.1:${addresses.port}
User www-data
Group www-data
${modules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join('\n')}
TypesConfig /dev/null
AddType text/html .html
DocumentRoot "${folder}/pages"
DirectoryIndex index.html

OIDCProviderMetadataURL ${issuer}/.well-known/openid-configuration
OIDCClientID ${client.clientId}
OIDCClientSecret ${client.clientSecret}
OIDCRedirectURI ${addresses.redirectUri}
OIDCDefaultLoggedOutURL ${addresses.byeUrl}
OIDCCryptoPassphrase ${randomBytes(16).toString('hex')}
OIDCScope "openid profile email"
OIDCPKCEMethod S256
OIDCSessionType server-cache

<Location /protected/>
  AuthType openid-connect
  Require valid-user
  Options +Includes
  SetOutputFilter INCLUDES
</Location>
`;

const pages: Readonly<Record<string, string>> = {
  'protected/index.html':
    '<!doctype html><title>Protected</title><p id="email"><!--#echo var="OIDC_CLAIM_email" --></p><p id="sid"><!--#echo var="OIDC_CLAIM_sid" --></p>',
  'bye.html': '<!doctype html><title>Bye</title><p id="bye">Bye</p>',
};

/** Debian's Apache with mod_auth_openidc, in front of a page that says who looks at it. */
export const startApache = async (registration: Registration) => {
  const folder = await mkdtemp(join(tmpdir(), 'cardea-apache-'));
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'pages/protected'), { recursive: true });
  for (const [name, text] of Object.entries(pages)) await writeFile(join(folder, 'pages', name), text);
  await writeFile(join(folder, 'apache.conf'), configuration(registration, folder));
  const child = Bun.spawn(['apache2', '-f', join(folder, 'apache.conf'), '-DFOREGROUND'], {
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'ignore',
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await child.exited;
    await rm(folder, { recursive: true, force: true });
  };
  const errors = (): Promise<string> => Bun.file(join(folder, 'error.log')).text();
  try {
    const { byeUrl } = registration.addresses;
    await waitUntil(async () => child.exitCode !== null || (await fetch(byeUrl)).ok, {
      what: 'Apache answers',
      timeoutMs: START_TIMEOUT_MS,
    });
    if (child.exitCode !== null) throw new Error(`Apache ended with ${child.exitCode}: ${await errors()}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { errors, stop };
};
