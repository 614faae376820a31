/** Where a client's secret lies: the `context` of `SecretHasher.verify` and of `Sealer` for a sealed secret. */
export const clientSecretContext = (clientId: string, secretId: string): string =>
  `clients/${clientId}/secrets/${secretId}`;
