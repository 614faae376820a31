import { useState } from 'react';
import { api, type Outputs } from '../../api/api.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Empty } from '../../parts/card.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Moment } from '../../parts/moment.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { usePages } from '../../parts/pages-of.ts';
import { SearchField } from '../../parts/search-field.tsx';

type Explanation = Outputs['explain']['get'];

const PAGE = 50;

const outcomes: Readonly<Record<Explanation['checks'][number]['outcome'], readonly [Tone, string]>> = {
  passed: ['good', 'passed'],
  failed: ['danger', 'failed'],
  not_reached: ['plain', 'not looked at'],
};

const Checks = ({ checks }: Pick<Explanation, 'checks'>) => (
  <ol className="mt-3 flex flex-col gap-2 border-line border-l-2 pl-4 text-sm">
    {checks.map(({ check, rule, section, outcome }) => {
      const [tone, word] = outcomes[outcome];
      return (
        <li key={check}>
          <Badge tone={tone}>{word}</Badge> {rule} <span className="text-muted">({section})</span>
        </li>
      );
    })}
  </ol>
);

const Refusal = ({ refusal }: { readonly refusal: Explanation }) => (
  <li className="px-5 py-4">
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <span className="font-medium font-mono text-sm">{refusal.code}</span>
      <span className="text-muted text-sm">
        {refusal.endpoint}, {refusal.status} {refusal.error}
      </span>
      <span className="ml-auto text-muted text-sm">
        <Moment at={refusal.at} />
      </span>
    </div>
    <p className="mt-1 text-sm">{refusal.mend}</p>
    <p className="wrap-anywhere mt-1 text-muted text-sm">
      {refusal.clientId !== undefined && `client ${refusal.clientId}, `}from {refusal.address}, request{' '}
      <code className="font-mono text-xs">{refusal.requestId}</code>
    </p>
    <details className="mt-1 text-sm">
      <summary className="inline-flex min-h-6 cursor-pointer items-center text-accent">What was checked</summary>
      <Checks checks={refusal.checks} />
      {refusal.detail !== undefined && (
        <pre className="wrap-anywhere mt-3 whitespace-pre-wrap rounded-xl bg-paper p-3 font-mono text-xs">
          {JSON.stringify(refusal.detail, undefined, 2)}
        </pre>
      )}
    </details>
  </li>
);

const matches = (text: string) => {
  const wanted = text.trim().toLowerCase();
  return ({ requestId, code, clientId = '', address, endpoint }: Explanation) =>
    [requestId, code, clientId, address, endpoint].some((word) => word.toLowerCase().includes(wanted));
};

/** Why requests were refused, newest first, with every check in its order. */
export const ExplainPage = () => {
  const [text, setText] = useState('');
  const query = usePages({ key: ['explain'], limit: PAGE, load: (page) => api.explain.recent.query(page) });
  return (
    <>
      <PageHead title="Explain" text="Why requests were refused: every check in its order, and what to do about it." />
      <Loaded query={query}>
        {(refusals) =>
          refusals.length === 0 ? (
            <Empty title="Nothing was refused lately">
              <p>When a client or a person is turned away, the reason is here for a while, by the id of the request.</p>
            </Empty>
          ) : (
            <>
              <SearchField label="Search by request id, code, client or address" value={text} onChange={setText} />
              <ul
                id="refusals"
                aria-label="Refusals"
                className="divide-y divide-line rounded-2xl border border-line bg-card"
              >
                {refusals.filter(matches(text)).map((refusal) => (
                  <Refusal key={refusal.id} refusal={refusal} />
                ))}
              </ul>
              <MoreButton query={query} />
            </>
          )
        }
      </Loaded>
    </>
  );
};
