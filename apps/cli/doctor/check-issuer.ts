import type { Finding } from '@cardea/admin';

const PATIENCE_MS = 5_000;
const MAX_BYTES = 256 * 1024;
const CHECK = 'issuer';

/** RFC 8414 §3.1: between the host and the path of the issuer. */
const metadataUrl = (issuer: string): string => {
  const { origin, pathname } = new URL(issuer);
  return `${origin}/.well-known/oauth-authorization-server${pathname.replace(/\/$/, '')}`;
};

const issuerIn = (body: string): unknown => {
  try {
    const metadata: unknown = JSON.parse(body);
    return typeof metadata === 'object' && metadata !== null && 'issuer' in metadata ? metadata.issuer : undefined;
  } catch {
    return undefined;
  }
};

/** Whether clients that are told the issuer find this server there (RFC 8414 §3.3: the issuer must be equal). */
export const checkIssuer = async (issuer: string, isServing: boolean): Promise<Finding> => {
  const url = metadataUrl(issuer);
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
    const found = issuerIn((await response.text()).slice(0, MAX_BYTES));
    if (found === issuer) return { check: CHECK, state: 'good', found: `${url} answers with ${issuer}` };
    const instead =
      typeof found === 'string'
        ? `names the issuer ${found.slice(0, 200)}`
        : `answers ${response.status} without metadata`;
    return {
      check: CHECK,
      state: 'failed',
      found: `${url} ${instead}`,
      mend: 'Set CARDEA_ISSUER to the URL that clients use, and let the proxy pass /.well-known/ and the rest to this server',
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown failure';
    return {
      check: CHECK,
      // Without a server nobody can answer: that is no fault of the installation.
      state: isServing ? 'failed' : 'warning',
      found: `${url} cannot be reached: ${why}`,
      mend: isServing
        ? 'Look at the name (DNS), the proxy, the firewall and the certificate between here and there'
        : 'Start a server with cardea serve; where one runs already, look at the name (DNS), the proxy and the firewall',
    };
  }
};
