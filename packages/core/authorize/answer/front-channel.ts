import { formatScope, isRefusal, type Refusal, refuse } from '@cardea/protocol';
import { responseTypes } from '../../checks/response-types.ts';
import type { EngineOptions } from '../../engine-options.ts';
import { mintAccessToken } from '../../issuance/access-token.ts';
import { signIdToken } from '../../issuance/id-token.ts';
import { onBehalf } from '../../issuance/on-behalf.ts';
import { subjectFor } from '../../issuance/subject.ts';
import { accessTokenChanges } from '../../issuance/token-changes.ts';
import type { Authorization } from '../../ports/authorization.ts';
import type { Change } from '../../ports/unit.ts';
import type { Agreed } from './agreed.ts';

/** What the browser carries to the client beside or instead of a code, and what is written for it. */
export interface FrontChannel {
  readonly values: Readonly<Record<string, string>>;
  readonly changes: readonly Change[];
}

const GRANT = 'implicit';

/** An access token without client authentication (RFC 6749 §4.2.2). */
const accessToken = async (
  { flow: { request }, client, scopes, caller }: Agreed,
  authorization: Authorization,
  options: EngineOptions,
): Promise<(FrontChannel & { readonly text: string; readonly format: string }) | Refusal> => {
  const portion = await onBehalf(
    { scopes, resources: request.resources, expiresInSeconds: undefined },
    { client, authorization },
    options,
  );
  if (isRefusal(portion)) return portion;
  const subject = subjectFor(authorization.accountId, client, options);
  const { text, record } = mintAccessToken(
    { ...portion, client: { client }, subject, authorizationId: authorization.id, authentication: authorization },
    options,
  );
  return {
    text,
    format: record.format,
    values: {
      access_token: text,
      token_type: 'Bearer',
      expires_in: String(portion.ttlSeconds),
      ...(record.scopes.length > 0 ? { scope: formatScope(record.scopes) } : {}),
    },
    changes: accessTokenChanges({ record, client, grant: GRANT, caller }, options),
  };
};

/** Tokens of the legacy response types (OpenID Connect Core §3.2.2.5, §3.3.2.5; design D14). */
export const frontChannel = async (
  agreed: Agreed,
  { authorization, code }: { readonly authorization: Authorization; readonly code: string | undefined },
  options: EngineOptions,
): Promise<FrontChannel | Refusal> => {
  const { flow, client, person } = agreed;
  const type = responseTypes[flow.request.responseType];
  if (type.token && (client.dpopBoundAccessTokens || options.profile.boundTokensOnly))
    return refuse('dpop.front_channel');
  const token = type.token ? await accessToken(agreed, authorization, options) : undefined;
  if (isRefusal(token)) return token;
  if (token) options.observer.tokenIssued({ grant: GRANT, format: token.format });
  if (!type.idToken) return token ?? { values: {}, changes: [] };
  const idToken = signIdToken(
    {
      client,
      account: person.account,
      authorization,
      nonce: flow.request.nonce,
      accessToken: token?.text,
      code,
      // OpenID Connect Core §5.4: without an access token there is no userinfo to ask
      scopeClaims: type.code || type.token ? undefined : await options.stores.scopes.list(),
    },
    options,
  );
  return { values: { ...token?.values, id_token: idToken }, changes: token?.changes ?? [] };
};
