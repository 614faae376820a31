import { join } from 'node:path';

/** A certificate for this machine that signs itself, in files; a server under test is told to trust it. */
export const selfSignedCertificate = async (
  folder: string,
): Promise<{ readonly cert: string; readonly key: string }> => {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const request = ['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const child = Bun.spawn([...request, ...names, '-days', '3650', '-keyout', key, '-out', cert], { stderr: 'ignore' });
  if ((await child.exited) !== 0) throw new Error('no certificate');
  return { cert, key };
};
