export { accessTokens, massRevocations } from './access-tokens.ts';
export { assertions } from './assertions.ts';
export { audit } from './audit.ts';
export { migrations, pings, unitMarks } from './bookkeeping.ts';
export { clients } from './clients.ts';
export { rateLimits } from './rate-limits.ts';
export { resources } from './resources.ts';
export { scopes } from './scopes.ts';
export { signingKeys } from './signing-keys.ts';
