import type { EngineOptions } from '../engine-options.ts';
import type { Account } from '../ports/account.ts';
import type { SubjectMapping, TrustedIssuer } from '../ports/trusted-issuer.ts';
import { loginKey } from './login-key.ts';

/** Whom an assertion means: a person here, or a service of the issuer, by a name that nobody else has. */
export type TrustedSubject = { readonly account: Account } | { readonly service: string };

type Options = Pick<EngineOptions, 'stores'>;
type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };
type Find = (claims: Claims, trusted: TrustedIssuer, options: Options) => Promise<TrustedSubject | undefined>;

const accountOf = async (id: string, { stores }: Options): Promise<TrustedSubject | undefined> => {
  const account = await stores.accounts.find(id);
  return account && { account };
};

const mappings: Readonly<Record<SubjectMapping, Find>> = {
  account: ({ sub }, _trusted, options) => accountOf(sub, options),

  // Verified on both sides, or anybody could take the address of somebody else (OpenID Connect Core §5.7)
  async email({ email, email_verified: verified }, _trusted, { stores }) {
    if (typeof email !== 'string' || verified !== true) return undefined;
    const key = loginKey(email);
    const account = await stores.accounts.findByLogin(key);
    return account?.emailKey === key && account.emailVerified ? { account } : undefined;
  },

  async linked({ sub }, { issuer }, options) {
    const { identityProviders, identityLinks } = options.stores;
    const provider = (await identityProviders.list()).find((one) => one.issuer === issuer);
    const link = provider?.enabled ? await identityLinks.find(provider.id, sub) : undefined;
    return link && accountOf(link.accountId, options);
  },

  // No id of an account or a client has such a form
  service: async ({ sub }, { issuer }) => ({ service: `${issuer}#${sub}` }),
};

export const trustedSubject = (
  claims: Claims,
  trusted: TrustedIssuer,
  options: Options,
): Promise<TrustedSubject | undefined> => mappings[trusted.subjects](claims, trusted, options);
