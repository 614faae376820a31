import { type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { seconds } from '../ports/clock.ts';
import type { FreshVisitor } from './visitor.ts';

const instant = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at * 1000).toISOString();

/** What is kept about a person, in words and times that need no knowledge of Cardea: no secret and no hash of one. */
const gather = async ({ person: { account } }: FreshVisitor, { stores, clock, issuer }: EngineOptions) => {
  const now = seconds(clock);
  const { factors, browserSessions, consents, authorizations } = stores;
  const totp = await factors.findTotp(account.id);
  const { recoveryCodes } = await factors.count(account.id);
  return {
    issuer,
    exportedAt: instant(now),
    account: {
      id: account.id,
      username: account.username,
      email: account.email,
      emailVerified: account.emailVerified,
      profile: account.profile,
      createdAt: instant(account.createdAt),
      updatedAt: instant(account.updatedAt),
      hasPassword: account.password !== undefined,
      passwordChangedAt: instant(account.passwordChangedAt),
    },
    secondFactors: {
      authenticatorApp: totp && { addedAt: instant(totp.createdAt), lastUsedAt: instant(totp.lastUsedAt) },
      passkeys: (await factors.listPasskeys(account.id)).map(({ name, createdAt, lastUsedAt }) => ({
        name,
        addedAt: instant(createdAt),
        lastUsedAt: instant(lastUsedAt),
      })),
      recoveryCodesLeft: recoveryCodes,
    },
    linkedSignIns: (await stores.identityLinks.list(account.id)).map((link) => ({
      provider: link.providerId,
      subject: link.subject,
      calledThere: link.label,
      linkedAt: instant(link.createdAt),
      lastUsedAt: instant(link.usedAt),
    })),
    sessions: (await browserSessions.listLive(account.id, now)).map((session) => ({
      browser: session.userAgent,
      address: session.address,
      signedInBy: session.methods,
      createdAt: instant(session.createdAt),
      lastSeenAt: instant(session.lastSeenAt),
      endsAt: instant(session.endsAt),
    })),
    appPasswords: (await stores.appPasswords.list(account.id)).map(({ name, scopes, ...times }) => ({
      name,
      scopes,
      createdAt: instant(times.createdAt),
      expiresAt: instant(times.expiresAt),
      lastUsedAt: instant(times.lastUsedAt),
    })),
    consents: (await consents.list(account.id)).map(({ clientId, scopes, grantedAt }) => ({
      application: clientId,
      scopes,
      grantedAt: instant(grantedAt),
    })),
    authorizations: (await authorizations.listLive(account.id, now)).map((authorization) => ({
      application: authorization.clientId,
      scopes: authorization.scopes,
      resources: authorization.resources,
      createdAt: instant(authorization.createdAt),
      endsAt: instant(authorization.endsAt),
    })),
  };
};

/** Everything that is kept about a person, as JSON can say it. */
export type PersonalData = Awaited<ReturnType<typeof gather>>;

/** A copy of what is kept about the person (GDPR Article 20); the audit remembers that it was taken. */
export const exportData = async (visitor: FreshVisitor, options: EngineOptions): Promise<PersonalData | Refusal> => {
  const { id } = visitor.person.account;
  const data = await gather(visitor, options);
  const at = seconds(options.clock);
  const held = await options.stores.commit({
    guard: { kind: 'account.active', id },
    changes: [{ kind: 'audit.append', entry: { at, actor: visitor.actor, action: 'account.exported', target: id } }],
  });
  return held ? data : refuse('self_service.not_signed_in');
};
