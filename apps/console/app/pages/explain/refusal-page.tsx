import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { api, type Outputs } from '../../api/api.ts';
import { problemOf } from '../../api/problem.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Moment } from '../../parts/moment.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Timeline } from './timeline.tsx';

type Explanation = Outputs['explain']['get'];

/** A refusal is written within a second of the answer: whoever comes at once waits for it. */
const TRIES = 3;
const isNotYetThere = (failures: number, error: Error): boolean =>
  failures < TRIES && problemOf(error).code === 'refusal.not_found';

const factsOf = ({ code, endpoint, status, error, description, at, clientId, address, requestId }: Explanation) => {
  const facts: readonly Fact[] = [
    [
      'Code',
      <code key="code" className="font-mono">
        {code}
      </code>,
    ],
    ['Where', endpoint],
    ['Answered', `${status} ${error}`],
    ['In words', description],
    ['When', <Moment key="at" at={at} />],
    [
      'Client',
      clientId === undefined ? (
        'not named'
      ) : (
        <Link key="client" to="/clients/$id" params={{ id: clientId }} className="font-mono text-accent underline">
          {clientId}
        </Link>
      ),
    ],
    ['From', address],
    [
      'Request',
      <code key="request" className="select-all font-mono">
        {requestId}
      </code>,
    ],
  ];
  return facts;
};

/** What was registered beside what was sent, as far as it is told. */
const Detail = ({ detail }: Required<Pick<Explanation, 'detail'>>) => (
  <Card id="detail" title="What was sent, and what is registered">
    <Facts
      facts={Object.entries(detail ?? {}).map(([name, value]) => [
        name.replaceAll('_', ' '),
        <code key={name} className="whitespace-pre-wrap font-mono text-xs">
          {typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)}
        </code>,
      ])}
    />
  </Card>
);

const Refusal = ({ refusal }: { readonly refusal: Explanation }) => (
  <div className="flex flex-col gap-5">
    <Card id="mend" title="What to do about it" action={<Badge tone="danger">{refusal.section}</Badge>}>
      <p className="wrap-anywhere text-sm">{refusal.mend}</p>
    </Card>
    <Card
      id="checks"
      title="What was checked"
      text="In the order in which it was: what comes after a failure was not looked at."
    >
      <Timeline checks={refusal.checks} />
    </Card>
    {refusal.detail !== undefined && <Detail detail={refusal.detail} />}
    <Card id="facts" title="The request">
      <Facts facts={factsOf(refusal)} />
    </Card>
    {refusal.clientId !== undefined && (
      <div>
        <LinkButton look="plain" to="/explain" search={{ clientId: refusal.clientId }}>
          Other refusals of this client
        </LinkButton>
      </div>
    )}
  </div>
);

/** Why one request was refused. */
export const RefusalPage = () => {
  const { id: requestId = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: ['refusal', requestId],
    queryFn: () => api.explain.get.query({ requestId }),
    retry: isNotYetThere,
    retryDelay: 1000,
  });
  return (
    <>
      <PageHead
        title="Why it was refused"
        text={query.data === undefined ? requestId : `${query.data.endpoint}: ${query.data.code}`}
        back={{ to: '/explain', label: 'Explain' }}
      />
      <Loaded query={query}>{(refusal) => <Refusal refusal={refusal} />}</Loaded>
    </>
  );
};
