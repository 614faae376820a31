/** Scopes that speak of a person; a client acting for itself has none (OpenID Connect Core §5.4, §11). */
export const identityScopes: readonly string[] = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'];
