import type { Profile } from '../profiles/profile.ts';
import { authorizationCode } from './authorization-code.ts';
import { clientCredentials } from './client-credentials.ts';
import { deviceCode } from './device-code.ts';
import type { Grant } from './grant.ts';
import { jwtBearer } from './jwt-bearer.ts';
import { password } from './password.ts';
import { refreshToken } from './refresh-token.ts';
import { session } from './session.ts';
import { tokenExchange } from './token-exchange.ts';

const grants: readonly Grant[] = [
  authorizationCode,
  refreshToken,
  clientCredentials,
  deviceCode,
  tokenExchange,
  jwtBearer,
  password,
  session,
];

/** Every grant type, by name. A new one is a file of this folder and an entry of the list above. */
export const grantRegistry: ReadonlyMap<string, Grant> = new Map(grants.map((grant) => [grant.type, grant]));

/** Those that a client can be registered for under a profile; those of the authorization endpoint among them. */
export const grantTypesOf = ({ legacyGrants, frontChannelGrants }: Profile): readonly string[] => [
  ...grants.filter(({ legacy }) => legacyGrants || !legacy).map(({ type }) => type),
  ...frontChannelGrants,
];
