import type { Client, PublicJwk } from '../../ports/client.ts';
import type { EpochSeconds } from '../../ports/clock.ts';
import { CONSOLE_CLIENT_ID } from '../../ports/console-id.ts';

/** What the console asks for; what a person may do with it, their role says. */
export const CONSOLE_SCOPES: readonly string[] = ['openid', 'admin:*'];

const HOUR_SECONDS = 3600;

/** What its own server knows the console by. */
export interface ConsoleIdentity {
  readonly redirectUri: string;
  readonly publicJwk: PublicJwk;
}

/** The settings that the console depends on: as strict as any profile asks, so that it is the same client under each. */
export const consoleSettings = ({ redirectUri, publicJwk }: ConsoleIdentity) =>
  ({
    name: 'Cardea console',
    enabled: true,
    authMethod: 'private_key_jwt',
    jwks: [publicJwk],
    secrets: [],
    grantTypes: ['authorization_code'],
    scopes: CONSOLE_SCOPES,
    resources: [],
    accessTokenTtlSeconds: 4 * HOUR_SECONDS,
    redirectUris: [redirectUri],
    applicationType: 'web',
    requirePkce: true,
    // Of the issuer itself: there is nobody to give anything to
    consent: 'implicit',
    responseTypes: ['code'],
    requirePushedRequests: true,
    dpopBoundAccessTokens: true,
    requireSignedRequestObject: false,
    requestUris: [],
    postLogoutRedirectUris: [],
    subjectType: 'public',
    provenance: 'operator',
  }) as const satisfies Partial<Client>;

export const consoleClient = (
  identity: ConsoleIdentity,
  { version, now }: { readonly version: number; readonly now: EpochSeconds },
): Client => ({ ...consoleSettings(identity), id: CONSOLE_CLIENT_ID, version, createdAt: now, updatedAt: now });
