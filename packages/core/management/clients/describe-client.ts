import type { Client, ClientSecret } from '../../ports/client.ts';

/** A secret as an administrator sees it: neither the secret nor its hash. */
export type SecretDescription = Omit<ClientSecret, 'hash'> & { readonly kind: ClientSecret['hash']['kind'] };

export type ClientDescription = Omit<Client, 'secrets' | 'registrationAccessHash'> & {
  readonly secrets: readonly SecretDescription[];
};

/** A client without anything that is to be kept secret. */
export const describeClient = ({ secrets, registrationAccessHash: _, ...client }: Client): ClientDescription => ({
  ...client,
  secrets: secrets.map(({ hash, ...secret }) => ({ ...secret, kind: hash.kind })),
});
