import type { AuthorizationServer } from '@cardea/core';
import { isRefusal } from '@cardea/protocol';
import { type Protection, protect } from '@cardea/resource';
import type { IssuerUrls } from '../cardea.ts';

/** The guard of Cardea's own API: the same as any API uses, but it asks the engine and not the network. */
export const createOwnGuard = (engine: AuthorizationServer, { resourceMetadata }: IssuerUrls): Protection =>
  protect({
    audience: engine.issuer,
    scopes: [],
    resourceMetadata,
    async verify(text) {
      const token = await engine.verifyAccessToken(text);
      if (isRefusal(token)) return token;
      const { id, subject, clientId, scopes, audience, expiresAt, jkt } = token;
      return { id, subject, clientId, scopes, audience, expiresAt, jkt, claims: {} };
    },
    verifyProof: ({ accessToken, ...proof }) => engine.provePossession(proof, accessToken),
  });
