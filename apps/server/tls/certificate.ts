import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { SettingsProblem } from '../config/settings-problem.ts';

/** A certificate chain and its key, as PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

export interface TlsPaths {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface TlsPair extends TlsFiles {
  readonly certificate: X509Certificate;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

const problem = (subject: string, what: string, mend: string): SettingsProblem => ({ subject, problem: what, mend });

const readable = (path: string, variable: string): string | SettingsProblem => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown failure';
    return problem(path, `cannot be read: ${reason}`, `Write the path of a file that this user may read: ${variable}.`);
  }
};

const parseChain = (pem: string): readonly X509Certificate[] | undefined => {
  try {
    return [...pem.matchAll(CERTIFICATE)].map(([block]) => new X509Certificate(block));
  } catch {
    return undefined;
  }
};

const parseKey = (pem: string): KeyObject | undefined => {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
};

/** The certificate and key of two files, which fit each other, or what is wrong with them. Quotes nothing of the key. */
export const readTlsPair = ({ certFile, keyFile }: TlsPaths): TlsPair | SettingsProblem => {
  const cert = readable(certFile, 'CARDEA_TLS_CERT');
  if (typeof cert !== 'string') return cert;
  const key = readable(keyFile, 'CARDEA_TLS_KEY');
  if (typeof key !== 'string') return key;

  const chain = parseChain(cert);
  const [certificate] = chain ?? [];
  if (!chain || !certificate)
    return problem(certFile, 'holds no certificate in PEM form', 'Write -----BEGIN CERTIFICATE----- and what follows.');
  if (/ENCRYPTED/.test(key))
    return problem(keyFile, 'is encrypted with a passphrase', `Run: openssl pkey -in ${keyFile} -out NEW_FILE`);
  const privateKey = parseKey(key);
  if (!privateKey)
    return problem(keyFile, 'holds no private key in PEM form', 'Write -----BEGIN PRIVATE KEY----- and what follows.');
  if (certificate.checkPrivateKey(privateKey)) return { cert, key, certificate };
  return chain.some((each) => each.checkPrivateKey(privateKey))
    ? problem(certFile, "does not begin with the server's own certificate", 'Write that one first, then its issuers.')
    : problem(
        keyFile,
        `is not the key of the certificate in ${certFile}`,
        'Write a certificate and key that were made together.',
      );
};

const DAY_MS = 86_400_000;
const EXPIRY_WARNING_DAYS = 14;

/** What an operator should hear about a pair that can be served all the same: one sentence each. */
export const tlsWarnings = (
  { certificate }: TlsPair,
  { nowMs, hostname }: { readonly nowMs: number; readonly hostname: string },
): readonly string[] => {
  const warnings: string[] = [];
  const address = hostname.replace(/^\[|\]$/g, '');
  const days = Math.floor((Date.parse(certificate.validTo) - nowMs) / DAY_MS);
  if (days < 0) warnings.push(`The TLS certificate expired on ${certificate.validTo}. Renew it.`);
  else if (days < EXPIRY_WARNING_DAYS)
    warnings.push(`The TLS certificate expires in ${days} days, on ${certificate.validTo}. Renew it.`);
  if (Date.parse(certificate.validFrom) > nowMs)
    warnings.push(`The TLS certificate is not valid before ${certificate.validFrom}. Check the clock.`);
  if (!(isIP(address) ? certificate.checkIP(address) : certificate.checkHost(hostname)))
    warnings.push(`The TLS certificate is not for ${hostname}, the host of the issuer.`);
  return warnings;
};
