import { fetchJson } from './fetch-json.ts';
import type { IssuerConnection } from './issuer-connection.ts';
import { IssuerUnavailable } from './issuer-unavailable.ts';
import { isTrustworthy, metadataUrls } from './issuer-url.ts';
import { createKept, type Kept } from './kept.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const INTERVAL_MS = 10_000;
const RETRY_MS = 1_000;

export interface IssuerMetadata {
  readonly jwksUri: string | undefined;
  readonly introspectionEndpoint: string | undefined;
}

const load = async ({ issuer, deadlineMs, allowHttp }: IssuerConnection): Promise<IssuerMetadata> => {
  for (const url of metadataUrls(issuer)) {
    const { status, body } = await fetchJson(url, { headers: { accept: 'application/json' } }, deadlineMs);
    if (status !== 200 || !body) continue;
    // RFC 8414 §3.3: metadata of another issuer must not be used
    if (body.issuer !== issuer) throw new IssuerUnavailable(`${url} names another issuer`);
    const endpoint = (name: string): string | undefined => {
      const value = body[name];
      return isTrustworthy(value, allowHttp) ? value : undefined;
    };
    return { jwksUri: endpoint('jwks_uri'), introspectionEndpoint: endpoint('introspection_endpoint') };
  }
  throw new IssuerUnavailable(`${issuer} publishes no metadata (RFC 8414)`);
};

/** The issuer's metadata, asked for at first use, again each hour, and kept for a day while the issuer is away. */
export const createIssuerMetadata = (connection: IssuerConnection): Kept<IssuerMetadata> =>
  createKept({
    load: async () => ({ value: await load(connection), freshMs: HOUR_MS }),
    clock: connection.clock,
    staleMs: DAY_MS,
    intervalMs: INTERVAL_MS,
    retryMs: RETRY_MS,
  });

/** An endpoint of the issuer; metadata without it are asked for again, since the issuer may have learnt it since. */
export const endpointOf = async (metadata: Kept<IssuerMetadata>, name: keyof IssuerMetadata): Promise<string> => {
  const url = (await metadata.get())[name] ?? (await metadata.renew())[name];
  if (url === undefined) throw new IssuerUnavailable(`the metadata of the issuer has no usable ${name}`);
  return url;
};
