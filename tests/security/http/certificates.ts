import { join } from 'node:path';
import { runProcess } from '../../runner/run-process.ts';

export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/** A self-signed certificate for localhost in two PEM files, with a name to know it by. */
export const makeCertificate = async (folder: string, name: string): Promise<CertificateFiles> => {
  const files = { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  const { exitCode, lines } = await runProcess(
    [
      ...['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'],
      ...['-keyout', files.key, '-out', files.cert, '-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost'],
    ],
    { cwd: folder, timeLimitMs: 20_000 },
  );
  if (exitCode !== 0) throw new Error(`openssl ended with ${exitCode}: ${lines.join('\n')}`);
  return files;
};
