import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { api, type Outputs } from '../../api/api.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card, Empty } from '../../parts/card.tsx';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { FilterForm } from '../../parts/filter-form.tsx';
import { filterIn } from '../../parts/filter-in.ts';
import { Loaded } from '../../parts/loading.tsx';
import { Moment } from '../../parts/moment.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { type ListPage, usePages } from '../../parts/pages-of.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { verifyAudit } from './verify-audit.ts';

type Entry = Outputs['audit']['search']['items'][number];

const PAGE = 50;
const fields = [
  { name: 'target', label: 'What it happened to', placeholder: 'An id: of a client, a user, a key' },
  { name: 'action', label: 'What happened', placeholder: 'client.updated' },
  { name: 'actor', label: 'Who did it', placeholder: 'An id' },
] as const;
const names = fields.map(({ name }) => name);

const EntryView = ({ entry: { at, actor, action, target, detail } }: { readonly entry: Entry }) => (
  <li className="px-5 py-3">
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <span className="font-medium font-mono text-sm">{action}</span>
      <code className="wrap-anywhere font-mono text-muted text-xs">{target}</code>
      <span className="ml-auto text-muted text-sm">
        <Moment at={at} />
      </span>
    </div>
    <p className="wrap-anywhere mt-1 text-muted text-sm">
      {actor.kind} {actor.id}
      {actor.address !== undefined && ` from ${actor.address}`}
      {actor.requestId !== undefined && (
        <>
          , request <code className="font-mono text-xs">{actor.requestId}</code>
        </>
      )}
    </p>
    {detail !== undefined && (
      <details className="mt-1 text-sm">
        <summary className="inline-flex min-h-6 cursor-pointer items-center text-accent">What changed</summary>
        <pre className="wrap-anywhere mt-2 whitespace-pre-wrap rounded-xl bg-paper p-3 font-mono text-xs">
          {JSON.stringify(detail, undefined, 2)}
        </pre>
      </details>
    )}
  </li>
);

const Verify = () => {
  const verify = useMutation({ mutationFn: verifyAudit });
  return (
    <Card
      id="verify"
      title="Is it whole?"
      text="Entries are sealed in a chain: one that was altered or removed shows."
      action={
        <Button id="verify-now" busy={verify.isPending} onClick={() => verify.mutate()}>
          Verify
        </Button>
      }
    >
      <ProblemNote error={verify.error} />
      <div role="status">
        {verify.data !== undefined &&
          (verify.data.faults.length === 0 ? (
            <p id="audit-whole">
              <Badge tone="good">whole</Badge> {verify.data.proved} entries proved.
            </p>
          ) : (
            <ul id="audit-faults" className="flex flex-col gap-2">
              {verify.data.faults.map(({ from, to, what }) => (
                <li key={`${from}-${what}`}>
                  <Badge tone="danger">{what.replace('_', ' ')}</Badge> entries {from} to {to}
                </li>
              ))}
            </ul>
          ))}
      </div>
    </Card>
  );
};

export const AuditPage = () => {
  const filter = filterIn(useSearch({ strict: false }), names);
  const load = (page: ListPage) => api.audit.search.query({ ...filter, ...page });
  const query = usePages({
    key: ['audit', filter],
    limit: PAGE,
    load,
  });
  return (
    <>
      <PageHead title="Audit" text="Who did what, when and from where, newest first. Secrets are never in it.">
        <ExportButtons name="audit" load={load} />
      </PageHead>
      <div className="flex flex-col gap-5">
        <Card>
          <FilterForm id="audit-filter" to="/audit" fields={fields} filter={filter} />
        </Card>
        <Loaded query={query}>
          {(entries) => (
            <div>
              {entries.length === 0 ? (
                <Empty title="Nothing of that kind happened">
                  <p>
                    Each change of a client, a user, a key or a token writes an entry, in the same step as the change.
                  </p>
                </Empty>
              ) : (
                <ul
                  id="audit"
                  aria-label="Entries"
                  className="divide-y divide-line rounded-2xl border border-line bg-card"
                >
                  {entries.map((entry) => (
                    <EntryView key={entry.sequence} entry={entry} />
                  ))}
                </ul>
              )}
              <MoreButton query={query} />
            </div>
          )}
        </Loaded>
        <Verify />
      </div>
    </>
  );
};
