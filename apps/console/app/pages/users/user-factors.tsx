import { api, type Outputs, type UserView } from '../../api/api.ts';
import { Card } from '../../parts/card.tsx';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Moment } from '../../parts/moment.tsx';
import { type Row, RowList } from '../../parts/row-list.tsx';
import { type UserPart, userListKey, useUserList } from './user-lists.ts';

type Factors = Outputs['users']['factors'];
type Factor = Factors['factors'][number];

const nameOf = ({ kind, name }: Factor): string =>
  kind === 'totp' ? 'Authenticator app' : name === undefined ? 'Passkey' : `Passkey: ${name}`;

const Remove = ({ user, factor }: { readonly user: UserView; readonly factor: Factor }) => (
  <ConfirmedAct
    id={`remove-factor-${factor.id ?? factor.kind}`}
    label="Remove"
    about={nameOf(factor)}
    title={`Remove “${nameOf(factor)}” of ${user.username}?`}
    act={() => api.users.resetFactors.mutate({ id: user.id, factor: factor.id ?? factor.kind })}
    keys={[userListKey(user.id, 'factors')]}
  >
    <p>It proves nothing any more. They are told by mail.</p>
  </ConfirmedAct>
);

const rowOf = (factor: Factor, { user, isChangeable }: UserPart): Row => ({
  key: factor.id ?? factor.kind,
  title: nameOf(factor),
  subtitle: (
    <>
      set up <Moment at={factor.createdAt} />
      {factor.lastUsedAt !== undefined && (
        <>
          , used <Moment at={factor.lastUsedAt} />
        </>
      )}
    </>
  ),
  ...(isChangeable ? { actions: <Remove user={user} factor={factor} /> } : {}),
});

const Reset = ({ user }: { readonly user: UserView }) => (
  <ConfirmedAct
    id="reset-factors"
    label="Remove all of them"
    title={`Remove every second factor of ${user.username}?`}
    act={() => api.users.resetFactors.mutate({ id: user.id })}
    keys={[userListKey(user.id, 'factors')]}
  >
    <p>
      For somebody who lost everything. Make sure first that it is them: with the password alone anybody gets in then.
      They are told by mail.
    </p>
  </ConfirmedAct>
);

const Known = ({ recoveryCodes, factors, ...part }: Factors & UserPart) => (
  <div className="flex flex-col gap-4">
    {factors.length === 0 ? (
      <p className="text-muted text-sm">None: the password alone lets them in, where the server asks for no more.</p>
    ) : (
      <RowList id="factors-list" label="Second factors" rows={factors.map((factor) => rowOf(factor, part))} />
    )}
    <div className="flex flex-wrap items-center justify-between gap-3 text-sm">
      <p className="text-muted">{recoveryCodes} recovery codes left</p>
      {part.isChangeable && factors.length + recoveryCodes > 0 && <Reset user={part.user} />}
    </div>
  </div>
);

/** What somebody proves themselves with besides the password. */
export const UserFactors = ({ user, isChangeable }: UserPart) => {
  const query = useUserList(user.id, 'factors', () => api.users.factors.query({ id: user.id }));
  return (
    <Card id="factors" title="Second factors">
      <Loaded query={query}>{(known) => <Known {...known} user={user} isChangeable={isChangeable} />}</Loaded>
    </Card>
  );
};
