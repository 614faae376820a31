import { api, type ClientView, type Outputs } from '../../api/api.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useAct } from '../../parts/use-act.ts';
import { SimulationView } from '../explain/simulation-view.tsx';

type Simulation = Outputs['explain']['simulateToken'];

interface Trial {
  readonly id: string;
  readonly title: string;
  readonly run: () => Promise<Simulation>;
}

/** Of PKCE, where only its form counts: nobody redeems anything (RFC 7636 Appendix B). */
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

const scopePair = ({ scopes }: ClientView): [string, string][] =>
  scopes.length === 0 ? [] : [['scope', scopes.join(' ')]];

const resourcePairs = ({ resources: [first] }: ClientView): [string, string][] =>
  first === undefined ? [] : [['resource', first]];

const tokenTrial = (client: ClientView): Trial => ({
  id: 'token',
  title: 'A token for itself',
  run: () =>
    api.explain.simulateToken.mutate({
      clientId: client.id,
      parameters: [['grant_type', 'client_credentials'], ...scopePair(client), ...resourcePairs(client)],
    }),
});

const signInTrials = (client: ClientView): readonly Trial[] =>
  client.redirectUris.map((redirectUri, index) => ({
    id: `sign-in-${index}`,
    title: `A sign-in that comes back to ${redirectUri}`,
    run: () =>
      api.explain.simulateAuthorization.mutate({
        parameters: [
          ['response_type', 'code'],
          ['client_id', client.id],
          ['redirect_uri', redirectUri],
          ['code_challenge', CHALLENGE],
          ['code_challenge_method', 'S256'],
          ...scopePair(client),
          ...resourcePairs(client),
        ],
      }),
  }));

const trialsOf = (client: ClientView): readonly Trial[] => [
  ...(client.grantTypes.includes('client_credentials') ? [tokenTrial(client)] : []),
  ...(client.grantTypes.includes('authorization_code') ? signInTrials(client) : []),
];

/** Whether what a client usually asks for would be granted, tried without sending anything. */
export const ClientTest = ({ client }: { readonly client: ClientView }) => {
  const trials = trialsOf(client);
  const test = useAct(() =>
    Promise.all(trials.map(async ({ id, title, run }) => ({ id, title, simulation: await run() }))),
  );
  if (trials.length === 0) return null;
  return (
    <Card
      id="test"
      title="Does it work?"
      text="A dry run of what it usually asks for, with every check. Nothing is written, and nobody gets a token."
      action={
        <Button id="test-client" busy={test.isPending} onClick={() => test.mutate()}>
          Test this client
        </Button>
      }
    >
      <div className="flex flex-col gap-6">
        <ProblemNote error={test.error} />
        {test.data?.map(({ id, title, simulation }) => (
          <section key={id} className="flex flex-col gap-3">
            <h3 className="wrap-anywhere font-medium text-sm">{title}</h3>
            <SimulationView id={`test-${id}`} simulation={simulation} />
          </section>
        ))}
        <div className="flex flex-wrap gap-2">
          <LinkButton look="plain" to="/explain/dry-run" search={{ client: client.id }}>
            Try another request
          </LinkButton>
          <LinkButton look="plain" to="/explain" search={{ clientId: client.id }}>
            What it was refused
          </LinkButton>
        </div>
      </div>
    </Card>
  );
};
