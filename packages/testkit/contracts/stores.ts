import { describe } from 'bun:test';
import { accessTokensContract } from './access-tokens.ts';
import { accountsContract } from './accounts.ts';
import { auditContract } from './audit.ts';
import { authorizationCodesContract } from './authorization-codes.ts';
import { authorizationSessionsContract } from './authorization-sessions.ts';
import { authorizationsContract } from './authorizations.ts';
import { browserSessionsContract } from './browser-sessions.ts';
import { clientsContract } from './clients.ts';
import { consentsContract } from './consents.ts';
import { factorsContract } from './factors.ts';
import type { OpenEmpty } from './open-stores.ts';
import { outboxContract } from './outbox.ts';
import { racesContract } from './races.ts';
import { refreshContract } from './refresh.ts';
import { removalContract } from './removal.ts';
import { resourcesContract, scopesContract } from './resources.ts';
import { signingKeysContract } from './signing-keys.ts';
import { assertionsContract, rateLimitsContract } from './single-use.ts';
import { unitsContract } from './units.ts';

/** Every implementation of `Stores` passes it. `open` gives an empty database each time. */
export const storesContract = (name: string, open: OpenEmpty): void => {
  describe(name, () => {
    unitsContract(open);
    clientsContract(open);
    resourcesContract(open);
    scopesContract(open);
    accessTokensContract(open);
    signingKeysContract(open);
    accountsContract(open);
    browserSessionsContract(open);
    authorizationSessionsContract(open);
    authorizationCodesContract(open);
    authorizationsContract(open);
    refreshContract(open);
    consentsContract(open);
    factorsContract(open);
    outboxContract(open);
    auditContract(open);
    assertionsContract(open);
    rateLimitsContract(open);
    removalContract(open);
    racesContract(open);
  });
};
