import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Finding } from '@cardea/admin';
import type { Settings } from '@cardea/server';

const DAY_MS = 86_400_000;
const SOON_MS = 21 * DAY_MS;

const finding = (state: Finding['state'], found: string, mend?: string): Finding => ({
  check: 'TLS',
  state,
  found,
  mend,
});

const judge = (certificate: X509Certificate, key: string, { issuer }: Settings, nowMs: number): readonly Finding[] => {
  const from = Date.parse(certificate.validFrom);
  const to = Date.parse(certificate.validTo);
  const host = new URL(issuer).hostname.replace(/^\[|\]$/g, '');
  const named = certificate.checkHost(host) ?? certificate.checkIP(host);
  const renew = 'Renew the certificate; the server reads it again when the file changes';
  const findings: Finding[] = [];
  if (nowMs < from)
    findings.push(
      finding('failed', `the certificate is valid from ${new Date(from).toISOString()}`, 'Look at the clock, or wait'),
    );
  else if (nowMs >= to) findings.push(finding('failed', `the certificate ended ${new Date(to).toISOString()}`, renew));
  else if (to - nowMs < SOON_MS)
    findings.push(finding('warning', `the certificate ends ${new Date(to).toISOString()}`, renew));
  if (!certificate.checkPrivateKey(createPrivateKey(key))) {
    findings.push(
      finding(
        'failed',
        'the key does not belong to the certificate',
        'Set CARDEA_TLS_CERT and CARDEA_TLS_KEY to a pair',
      ),
    );
  }
  if (named === undefined) {
    findings.push(
      finding('failed', `the certificate is not for ${host}`, 'Get a certificate for the host of CARDEA_ISSUER'),
    );
  }
  if (findings.length > 0) return findings;
  return [finding('good', `the certificate is for ${host}, fits its key and ends ${new Date(to).toISOString()}`)];
};

/** The certificate and key of this server: a pair, valid now and for the issuer's host. Throws where they cannot be read. */
export const checkTls = (settings: Settings, nowMs: number): readonly Finding[] => {
  const { tlsCert, tlsKey } = settings;
  if (tlsCert === undefined || tlsKey === undefined) return [];
  return judge(new X509Certificate(readFileSync(tlsCert)), readFileSync(tlsKey, 'utf8'), settings, nowMs);
};
