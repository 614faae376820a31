import type { Outputs } from '../../api/api.ts';
import { Badge } from '../../parts/badge.tsx';
import { Facts, Words } from '../../parts/facts.tsx';
import { Timeline } from './timeline.tsx';

type Simulation = Outputs['explain']['simulateToken'];

const steps: Readonly<Record<string, string>> = {
  login: 'The person would be asked to sign in',
  consent: 'The person would be asked to agree',
  create: 'The person would be asked to make an account',
};

const Outcome = ({ simulation }: { readonly simulation: Simulation }) => {
  switch (simulation.outcome) {
    case 'granted': {
      const { tokenType, expiresInSeconds, scopes, hasRefreshToken, hasIdToken } = simulation.granted;
      const beside = [hasRefreshToken ? 'a refresh token' : '', hasIdToken ? 'an ID token' : ''].filter(Boolean);
      return (
        <div className="flex flex-col gap-3">
          <p>
            <Badge tone="good">It would get a token</Badge>
          </p>
          <Facts
            facts={[
              ['Token', `${tokenType}, for ${expiresInSeconds} seconds`],
              ['Scopes', <Words key="scopes" of={scopes} />],
              ['With it', beside.join(' and ') || 'nothing else'],
            ]}
          />
        </div>
      );
    }
    case 'asks':
      return (
        <p className="text-sm">
          <Badge tone="good">The request is good</Badge>{' '}
          {steps[simulation.step] ?? `The person would be asked: ${simulation.step}`}
        </p>
      );
    default: {
      const { code, status, error, mend } = simulation.refusal;
      return (
        <div className="flex flex-col gap-2 text-sm">
          <p className="flex flex-wrap items-center gap-2">
            <Badge tone="danger">It would be refused</Badge>
            <code className="font-mono">{code}</code>
            <span className="text-muted">
              {status} {error}
            </span>
          </p>
          <p className="wrap-anywhere">{mend}</p>
        </div>
      );
    }
  }
};

const detailOf = (simulation: Simulation): Readonly<Record<string, unknown>> =>
  simulation.outcome === 'refused' ? (simulation.refusal.detail ?? {}) : {};

/** What would come of a request that nobody sent. */
export const SimulationView = ({ id, simulation }: { readonly id: string; readonly simulation: Simulation }) => {
  const detail = Object.entries(detailOf(simulation));
  return (
    <div id={id} role="status" data-outcome={simulation.outcome} className="flex flex-col gap-5">
      <Outcome simulation={simulation} />
      {detail.length > 0 && (
        <Facts
          facts={detail.map(([name, value]) => [
            name.replaceAll('_', ' '),
            <code key={name} className="font-mono text-xs">
              {typeof value === 'string' ? value : JSON.stringify(value)}
            </code>,
          ])}
        />
      )}
      <Timeline checks={simulation.checks} />
    </div>
  );
};
