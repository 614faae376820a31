import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, type Outputs } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useSession } from '../../shell/session-context.ts';

type Delivery = Outputs['outbox']['show'];

const states: Readonly<Record<Delivery['state'], readonly [Tone, string]>> = {
  waiting: ['plain', 'waiting'],
  retrying: ['notice', 'retrying'],
  under_way: ['good', 'under way'],
  dead: ['danger', 'given up'],
};

const kinds: Readonly<Record<string, string>> = {
  mail: 'Mail',
  account_request: 'Request of a person',
  backchannel_logout: 'Back-channel logout',
};

const About = ({ delivery: { kind, about, to } }: { readonly delivery: Delivery }) => {
  if (about === undefined) return null;
  if (kind === 'backchannel_logout')
    return (
      <>
        {' to '}
        <Link to={`/clients/${encodeURIComponent(about)}`} className="text-accent underline underline-offset-4">
          {about}
        </Link>
      </>
    );
  return (
    <>
      {`: ${about.replaceAll('_', ' ')}`}
      {to !== undefined && ` to ${to}`}
    </>
  );
};

const Actions = ({ delivery: { id, state, kind, createdAt } }: { readonly delivery: Delivery }) => {
  const which = `${kinds[kind] ?? kind}, ${new Date(createdAt * 1000).toLocaleTimeString()}`;
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: ['outbox'] });
  const retry = useMutation({ mutationFn: () => api.outbox.retry.mutate({ id }), onSettled: renew });
  const drop = useMutation({ mutationFn: () => api.outbox.drop.mutate({ id }), onSuccess: renew });
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {state !== 'dead' && (
        <Button
          id={`retry-${id}`}
          aria-label={`Try now: ${which}`}
          busy={retry.isPending}
          onClick={() => retry.mutate()}
        >
          Try now
        </Button>
      )}
      <Confirm
        id={`drop-${id}`}
        about={which}
        label={state === 'dead' ? 'Forget' : 'Give up'}
        title={state === 'dead' ? 'Forget this delivery?' : 'Give this delivery up?'}
        mutation={drop}
      >
        <p>Nobody is told of what it said. The audit keeps who dropped it.</p>
      </Confirm>
      <ProblemNote error={retry.error} />
    </div>
  );
};

export const DeliveryView = ({ delivery }: { readonly delivery: Delivery }) => {
  const { person } = useSession();
  const { id, kind, state, attempts, createdAt, nextAttemptAt, lastError } = delivery;
  const [tone, word] = states[state];
  return (
    <li className="px-5 py-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Badge tone={tone}>{word}</Badge>
        <span className="wrap-anywhere font-medium text-sm">
          {kinds[kind] ?? kind}
          <About delivery={delivery} />
        </span>
        <span className="ml-auto text-muted text-sm">
          <Moment at={createdAt} />
        </span>
      </div>
      <p className="wrap-anywhere mt-1 text-muted text-sm">
        {attempts === 0 ? 'Not tried yet' : `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`}
        {nextAttemptAt !== undefined && (
          <>
            , next <Moment at={nextAttemptAt} />
          </>
        )}
      </p>
      {lastError !== undefined && (
        <p className="wrap-anywhere mt-1 text-danger text-sm">
          <span className="sr-only">Last error: </span>
          {lastError}
        </p>
      )}
      {mayChange(person.role, 'others') && state !== 'under_way' && <Actions key={id} delivery={delivery} />}
    </li>
  );
};
