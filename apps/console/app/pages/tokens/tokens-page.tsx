import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { api, type Outputs } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Card, Empty } from '../../parts/card.tsx';
import { type BulkAct, ChoosingList } from '../../parts/choosing-list.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { Facts, Words } from '../../parts/facts.tsx';
import { TextArea } from '../../parts/field.tsx';
import { FilterForm } from '../../parts/filter-form.tsx';
import { filterIn } from '../../parts/filter-in.ts';
import { Loaded } from '../../parts/loading.tsx';
import { Moment } from '../../parts/moment.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { type ListPage, usePages } from '../../parts/pages-of.ts';
import type { Row } from '../../parts/row-list.tsx';
import { useSession } from '../../shell/session-context.ts';

type Token = Outputs['tokens']['show'];
type Filter = Readonly<Partial<Record<'client' | 'user', string>>>;

const tones: Readonly<Record<Token['state'], Tone>> = { live: 'good', expired: 'plain', revoked: 'danger' };

const Revoke = ({ token, onDone }: { readonly token: Token; readonly onDone?: (token: Token) => void }) => {
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => api.tokens.revoke.mutate({ idOrToken: token.id }),
    onSuccess: async (revoked) => {
      onDone?.(revoked);
      await queries.invalidateQueries({ queryKey: ['tokens'] });
    },
  });
  return (
    <Confirm id={`revoke-${token.id}`} label="Revoke" title="Revoke this token?" mutation={revoke}>
      <p>Whoever holds it is refused from now on.</p>
    </Confirm>
  );
};

const FoundToken = ({ token, isChangeable }: { readonly token: Token; readonly isChangeable: boolean }) => (
  <div id="found-token" className="mt-5 flex flex-col gap-4 border-line border-t pt-5">
    <Facts
      facts={[
        [
          'State',
          <Badge key="state" tone={tones[token.state]}>
            {token.state}
          </Badge>,
        ],
        [
          'Id',
          <code key="id" className="font-mono">
            {token.id}
          </code>,
        ],
        ['Client', token.clientId],
        ['Subject', token.subject],
        ['Scopes', <Words key="scopes" of={token.scopes} />],
        ['For', <Words key="audience" of={token.audience} />],
        ['Issued', <Moment key="issued" at={token.issuedAt} />],
        ['Ends', <Moment key="expires" at={token.revokedAt ?? token.expiresAt} />],
      ]}
    />
    {isChangeable && token.state === 'live' && (
      <div>
        <Revoke token={token} />
      </div>
    )}
  </div>
);

const FindToken = ({ isChangeable }: { readonly isChangeable: boolean }) => {
  const find = useMutation({ mutationFn: (idOrToken: string) => api.tokens.show.mutate({ idOrToken }) });
  return (
    <Card
      id="find"
      title="Whose is it?"
      text="By its id, or the token itself: it travels in no address and is kept nowhere."
    >
      <EditForm
        id="find-token"
        submit="Look it up"
        mutation={find}
        read={(values) => values.text('token') ?? ''}
        done="Found"
      >
        <TextArea name="token" label="Token or its id" required rows={2} />
      </EditForm>
      {find.data !== undefined && <FoundToken token={find.data} isChangeable={isChangeable} />}
    </Card>
  );
};

const names = ['client', 'user'] as const;

/** Everything of a client, or of a person, or of that client for that person. */
const RevokeAll = ({ filter: { client, user } }: { readonly filter: Filter }) => {
  const whose = [client, user].filter((name) => name !== undefined).join(' for ');
  return (
    <ConfirmedAct
      id="revoke-tokens"
      label="Revoke all of them"
      title={`Revoke every token of ${whose}?`}
      act={() =>
        api.tokens.revokeAll.mutate({
          ...(client === undefined ? {} : { clientId: client }),
          ...(user === undefined ? {} : { user }),
        })
      }
      keys={[['tokens'], ['user-lists']]}
    >
      <p>
        {user === undefined
          ? 'Whoever holds one is refused from now on. With a refresh token they get another: to stop the client, switch it off.'
          : 'Whoever holds one is refused from now on, and refresh tokens are good for nothing any more.'}
      </p>
    </ConfirmedAct>
  );
};

const rowOf = (token: Token, isChangeable: boolean): Row => ({
  key: token.id,
  title: token.label ?? token.clientId,
  subtitle: [token.subject, ...token.scopes].join(' · '),
  aside: (
    <span>
      until <Moment at={token.expiresAt} />
    </span>
  ),
  ...(isChangeable ? { actions: <Revoke token={token} /> } : {}),
});

const acts: readonly BulkAct<Token>[] = [
  {
    id: 'revoke',
    label: 'Revoke',
    text: 'Whoever holds one is refused from now on.',
    act: ({ id }) => api.tokens.revoke.mutate({ idOrToken: id }),
  },
];

export const TokensPage = () => {
  const { person } = useSession();
  const filter = filterIn(useSearch({ strict: false }), names);
  const isChangeable = mayChange(person.role, 'others');
  const { client, user } = filter;
  const load = (page: ListPage) =>
    api.tokens.list.query({
      ...page,
      ...(client === undefined ? {} : { clientId: client }),
      ...(user === undefined ? {} : { user }),
    });
  const query = usePages({ key: ['tokens', filter], load });
  return (
    <>
      <PageHead title="Tokens" text="Access tokens that live now, newest first.">
        {isChangeable && Object.keys(filter).length > 0 && <RevokeAll filter={filter} />}
      </PageHead>
      <div className="flex flex-col gap-5">
        <FindToken isChangeable={isChangeable} />
        <Card>
          <FilterForm
            id="token-filter"
            to="/tokens"
            fields={[
              { name: 'client', label: 'Of which client', placeholder: 'Client id' },
              { name: 'user', label: 'For whom', placeholder: 'User name, e-mail address or id' },
            ]}
            filter={filter}
          />
        </Card>
        <Loaded query={query}>
          {(tokens) =>
            tokens.length === 0 ? (
              <Empty title="No live access token">
                <p>Here they appear as clients get them. Those that have ended are found above by their id.</p>
              </Empty>
            ) : (
              <ChoosingList
                id="tokens"
                label="Access tokens"
                items={tokens}
                rowOf={(token) => rowOf(token, isChangeable)}
                acts={isChangeable ? acts : []}
                keys={[['tokens']]}
                query={query}
                tools={<ExportButtons name="tokens" load={load} />}
              />
            )
          }
        </Loaded>
      </div>
    </>
  );
};
