import { clientCredentials } from './client-credentials.ts';
import type { Grant } from './grant.ts';

const grants: readonly Grant[] = [clientCredentials];

/** Every grant type, by name. A new one is a file of this folder and an entry of the list above. */
export const grantRegistry: ReadonlyMap<string, Grant> = new Map(grants.map((grant) => [grant.type, grant]));
