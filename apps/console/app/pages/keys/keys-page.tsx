import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Outputs } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Moment } from '../../parts/moment.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useSession } from '../../shell/session-context.ts';

type Key = Outputs['keys']['list']['items'][number];

const stages: readonly {
  readonly state: Key['state'];
  readonly tone: Tone;
  readonly text: string;
}[] = [
  { state: 'next', tone: 'notice', text: 'Published already, so that everybody knows it before it signs.' },
  { state: 'current', tone: 'good', text: 'Signs what is issued now.' },
  { state: 'retired', tone: 'plain', text: 'Signs nothing more; stays published until its last token has ended.' },
  { state: 'revoked', tone: 'danger', text: 'Nothing that it signed counts any more.' },
];

const Retire = ({ id }: Pick<Key, 'id'>) => {
  const queries = useQueryClient();
  const retire = useMutation({
    mutationFn: () => api.keys.retire.mutate({ kid: id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  return (
    <Confirm id={`revoke-${id}`} label="Revoke" title="Revoke this key?" mutation={retire}>
      <p>
        Everything that it signed is refused from now on, also by those who look at it themselves. For a key that
        leaked.
      </p>
    </Confirm>
  );
};

const KeyView = ({ signingKey, isChangeable }: { readonly signingKey: Key; readonly isChangeable: boolean }) => (
  <li className="flex flex-col gap-2 border-line border-t py-4 first:border-t-0">
    <p className="font-medium">{signingKey.algorithm}</p>
    <code className="wrap-anywhere select-all font-mono text-muted text-xs">{signingKey.id}</code>
    <p className="text-muted text-sm">
      signs from <Moment at={signingKey.activeFrom} />
      {signingKey.removeAt !== undefined && (
        <>
          , gone <Moment at={signingKey.removeAt} />
        </>
      )}
    </p>
    {isChangeable && (signingKey.state === 'current' || signingKey.state === 'retired') && (
      <div>
        <Retire id={signingKey.id} />
      </div>
    )}
  </li>
);

const Stages = ({ keys, isChangeable }: { readonly keys: readonly Key[]; readonly isChangeable: boolean }) => (
  <div id="keys" className="grid gap-4 lg:grid-cols-3">
    {stages.map(({ state, tone, text }) => {
      const here = keys.filter((key) => key.state === state);
      if (here.length === 0 && state === 'revoked') return null;
      return (
        <section key={state} className="min-w-0 rounded-2xl border border-line bg-card p-5">
          <h2>
            <Badge tone={tone}>{state}</Badge>
          </h2>
          <p className="mt-2 text-muted text-sm">{text}</p>
          {here.length === 0 ? (
            <p className="mt-4 text-muted text-sm">None now.</p>
          ) : (
            <ul className="mt-2">
              {here.map((key) => (
                <KeyView key={key.id} signingKey={key} isChangeable={isChangeable} />
              ))}
            </ul>
          )}
        </section>
      );
    })}
  </div>
);

export const KeysPage = () => {
  const { person } = useSession();
  const queries = useQueryClient();
  const isChangeable = mayChange(person.role, 'others');
  const query = useQuery({ queryKey: ['keys'], queryFn: async () => (await api.keys.list.query()).items });
  const rotate = useMutation({
    mutationFn: () => api.keys.rotate.mutate({}),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  return (
    <>
      <PageHead
        title="Signing keys"
        text="Keys rotate by themselves: a key is published before it signs, and stays published until nothing needs it."
      >
        {isChangeable && (
          <Confirm id="rotate" label="Rotate" look="main" title="Put the next key in line?" mutation={rotate}>
            <p>A new key is published now and signs once every cache knows it. Nobody notices.</p>
          </Confirm>
        )}
      </PageHead>
      <Loaded query={query}>{(keys) => <Stages keys={keys} isChangeable={isChangeable} />}</Loaded>
    </>
  );
};
