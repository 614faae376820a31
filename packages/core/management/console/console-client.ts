import type { Client } from '../../ports/client.ts';
import type { EpochSeconds } from '../../ports/clock.ts';

/** The console, as a client of its own server. The prefix is reserved: nobody else can have this id. */
export const CONSOLE_CLIENT_ID = 'cardea-console';

/** What the console asks for; what a person may do with it, their role says. */
export const CONSOLE_SCOPES: readonly string[] = ['openid', 'admin:*'];

const HOUR_SECONDS = 3600;

/** The settings that the console depends on. */
export const consoleSettings = (redirectUri: string) =>
  ({
    name: 'Cardea console',
    enabled: true,
    // Its only redirect URI is a page of the issuer, and PKCE binds each code to the server that asked for it
    authMethod: 'none',
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
    requirePushedRequests: false,
    requireSignedRequestObject: false,
    requestUris: [],
    postLogoutRedirectUris: [],
    subjectType: 'public',
    provenance: 'operator',
  }) as const satisfies Partial<Client>;

export const consoleClient = (
  redirectUri: string,
  { version, now }: { readonly version: number; readonly now: EpochSeconds },
): Client => ({ ...consoleSettings(redirectUri), id: CONSOLE_CLIENT_ID, version, createdAt: now, updatedAt: now });
