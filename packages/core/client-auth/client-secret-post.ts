import { clientAuthMethod } from './method.ts';
import { proveSecret } from './secret.ts';

/** RFC 6749 §2.3.1, credentials in the request body. */
export const clientSecretPost = clientAuthMethod({
  name: 'client_secret_post',
  presentedAs: 'post',
  prove: ({ secret }, client, dependencies) => proveSecret(secret, client, dependencies),
});
