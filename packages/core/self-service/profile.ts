import { Refusal, refuse } from '@cardea/protocol';
import { profileProblems } from '../accounts/profile-claims.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { ProfileChanges } from '../management/accounts/account-input.ts';
import { changedProfile } from '../management/accounts/modify-account.ts';
import { changedFields } from '../management/fields/apply-changes.ts';
import { seconds } from '../ports/clock.ts';
import type { Visitor } from './visitor.ts';

/** What a person changes about themselves: claims left out stay, `null` takes one away. */
export interface OwnProfile {
  /** The version of the account that was shown: a change made since then is not overwritten. */
  readonly version: number;
  /** Nobody says of themselves that their number is verified. */
  readonly claims: Omit<ProfileChanges, 'phone_number_verified'>;
}

/** Changes the claims of the person (OpenID Connect Core §5.1). A refusal names the claims that are wrong in `fields`. */
export const changeProfile = async (
  { person: { account }, actor }: Visitor,
  { version, claims }: OwnProfile,
  { stores, clock }: EngineOptions,
): Promise<Refusal | undefined> => {
  if (version !== account.version) return refuse('self_service.changed_meanwhile');
  const profile = changedProfile(account.profile, claims);
  const problems = Object.entries(profileProblems(profile)).filter(([, problem]) => problem !== undefined);
  if (problems.length > 0)
    return new Refusal('self_service.profile', { detail: { fields: problems.map(([claim]) => claim) } });
  const changed = changedFields(account.profile, profile);
  const removed = Object.keys(account.profile).filter((claim) => !Object.hasOwn(profile, claim));
  if (changed.length + removed.length === 0) return undefined;
  const at = seconds(clock);
  const held = await stores.commit({
    guard: { kind: 'account.replace', account: { ...account, profile, version: version + 1, updatedAt: at } },
    changes: [
      {
        kind: 'audit.append',
        entry: {
          at,
          actor,
          action: 'account.updated',
          target: account.id,
          detail: { changed: [...changed, ...removed].map((claim) => `profile.${claim}`) },
        },
      },
    ],
  });
  return held ? undefined : refuse('self_service.changed_meanwhile');
};
