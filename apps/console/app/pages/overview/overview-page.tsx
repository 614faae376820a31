import { useQuery } from '@tanstack/react-query';
import { api, type Outputs } from '../../api/api.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Moment } from '../../parts/moment.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useSession } from '../../shell/session-context.ts';
import { Activity } from './activity.tsx';
import { Attention } from './attention.tsx';
import { Counts } from './counts.tsx';

const tones: Readonly<Record<Outputs['system']['diagnose'][number]['state'], Tone>> = {
  good: 'good',
  warning: 'notice',
  failed: 'danger',
};

const Health = () => {
  const query = useQuery({ queryKey: ['health'], queryFn: () => api.system.diagnose.query() });
  return (
    <Card id="health" title="Health" text="The same checks as cardea doctor.">
      <Loaded query={query}>
        {(findings) => (
          <ul className="flex flex-col gap-3 text-sm">
            {findings.map(({ check, state, found, mend }) => (
              <li key={check} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <Badge tone={tones[state]}>{state}</Badge>
                <span className="font-medium">{check}</span>
                <span className="wrap-anywhere text-muted">{mend === undefined ? found : `${found}. ${mend}`}</span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
};

const Server = () => {
  const query = useQuery({ queryKey: ['status'], queryFn: () => api.system.status.query() });
  return (
    <Card id="server" title="Server">
      <Loaded query={query}>
        {({ issuer, version, mode, database, startedAt }) => (
          <Facts
            facts={[
              [
                'Issuer',
                <code key="issuer" className="select-all font-mono">
                  {issuer}
                </code>,
              ],
              ['Version', `${version}, ${mode}`],
              [
                'Database',
                <code key="database" className="font-mono">
                  {database}
                </code>,
              ],
              ['Running since', <Moment key="since" at={startedAt} />],
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
};

export const OverviewPage = () => {
  const { person } = useSession();
  return (
    <>
      <PageHead title="Overview" text={`Good to see you, ${person.name}.`} />
      <div className="flex flex-col gap-5">
        <Counts />
        <Attention />
        <Activity />
        <Health />
        <Server />
      </div>
    </>
  );
};
