import type { Account } from '@cardea/core';
import type { Surroundings } from '../../frame/frame.tsx';
import { Card } from '../frame/card.tsx';

interface SignInNamesProps {
  readonly surroundings: Surroundings;
  readonly account: Pick<Account, 'username' | 'email' | 'emailVerified'>;
}

/** What a person signs in with. */
export const SignInNames = ({ surroundings, account }: SignInNamesProps) => {
  const words = surroundings.language.messages.account.profile.signIn;
  const { username, email, emailVerified } = account;
  return (
    <Card title={words.title}>
      <dl className="grid gap-5 sm:grid-cols-2">
        <div className="min-w-0">
          <dt className="font-medium text-muted text-sm">{words.username}</dt>
          <dd id="profile-username" className="mt-1 wrap-anywhere">
            <bdi>{username}</bdi>
          </dd>
        </div>
        <div className="min-w-0">
          <dt className="font-medium text-muted text-sm">{words.email}</dt>
          <dd id="profile-email" className="mt-1 wrap-anywhere">
            {email === undefined ? (
              words.none
            ) : (
              <>
                <bdi>{email}</bdi>{' '}
                <span
                  data-verified={emailVerified}
                  className={`inline-block rounded-full px-2 py-0.5 font-medium text-xs ${emailVerified ? 'bg-tint text-accent' : 'bg-notice-tint text-notice'}`}
                >
                  {emailVerified ? words.verified : words.unverified}
                </span>
              </>
            )}
          </dd>
        </div>
      </dl>
    </Card>
  );
};
