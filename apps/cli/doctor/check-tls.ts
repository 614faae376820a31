import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { Finding } from '@cardea/admin';
import { readTlsPair, type Settings } from '@cardea/server';

const DAY_MS = 86_400_000;
const SOON_DAYS = 21;
const CHECK = 'TLS';
const RENEW = 'Renew the certificate; a running server reads it again when the file changes';

const day = (text: string): string => new Date(text).toISOString().slice(0, 10);

const validity = ({ validFrom, validTo }: X509Certificate, nowMs: number): Finding => {
  const daysLeft = Math.floor((Date.parse(validTo) - nowMs) / DAY_MS);
  if (nowMs < Date.parse(validFrom)) {
    const found = `the certificate is not valid before ${day(validFrom)}`;
    return { check: CHECK, state: 'failed', found, mend: 'Look at the clock, or wait' };
  }
  if (daysLeft < 0)
    return { check: CHECK, state: 'failed', found: `the certificate ended ${day(validTo)}`, mend: RENEW };
  const found = `the certificate fits its key and ends ${day(validTo)}`;
  return daysLeft < SOON_DAYS
    ? { check: CHECK, state: 'warning', found, mend: RENEW }
    : { check: CHECK, state: 'good', found };
};

const isFor = (certificate: X509Certificate, host: string): boolean =>
  (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined;

/** The certificate and key of this server: readable, a pair, valid now and for the issuer's host. */
export const checkTls = ({ tlsCert, tlsKey, issuer }: Settings, nowMs: number): readonly Finding[] => {
  if (tlsCert === undefined || tlsKey === undefined) return [];
  const pair = readTlsPair({ certFile: tlsCert, keyFile: tlsKey });
  if ('problem' in pair) {
    return [{ check: CHECK, state: 'failed', found: `${pair.subject} ${pair.problem}`, mend: pair.mend }];
  }
  const host = new URL(issuer).hostname.replace(/^\[|\]$/g, '');
  const named = isFor(pair.certificate, host);
  const foreign: Finding = {
    check: CHECK,
    state: 'failed',
    found: `the certificate is not for ${host}, the host of the issuer`,
    mend: 'Get a certificate for the host of CARDEA_ISSUER',
  };
  return [validity(pair.certificate, nowMs), ...(named ? [] : [foreign])];
};
