import { clientAuthMethod } from './method.ts';
import { proveSecret } from './secret.ts';

/** RFC 6749 §2.3.1, credentials in the Authorization header. */
export const clientSecretBasic = clientAuthMethod({
  name: 'client_secret_basic',
  presentedAs: 'basic',
  prove: ({ secret }, client, dependencies) => proveSecret(secret, client, dependencies),
});
