import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { Card } from '../../parts/card.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { SelectField, TextArea, TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { useAct } from '../../parts/use-act.ts';
import { type Pairs, requestPairs } from './request-pairs.ts';
import { SimulationView } from './simulation-view.tsx';

interface Question {
  readonly kind: 'token' | 'authorize';
  readonly clientId: string;
  readonly parameters: Pairs;
}

const CREDENTIALS: readonly string[] = ['client_id', 'client_secret', 'client_assertion', 'client_assertion_type'];

const read = (values: FormValues): Question => ({
  kind: values.text('kind') === 'authorize' ? 'authorize' : 'token',
  clientId: values.text('clientId') ?? '',
  parameters: requestPairs(values.text('parameters') ?? ''),
});

const mutable = (pairs: Pairs): [string, string][] => pairs.map(([name, value]) => [name, value]);

const ask = ({ kind, clientId, parameters }: Question) => {
  if (kind === 'authorize') {
    const isNamed = clientId === '' || parameters.some(([name]) => name === 'client_id');
    const named: Pairs = isNamed ? parameters : [['client_id', clientId], ...parameters];
    return api.explain.simulateAuthorization.mutate({ parameters: mutable(named) });
  }
  // Who it is is assumed: what would prove it is left out of what was pasted
  const others = parameters.filter(([name]) => !CREDENTIALS.includes(name));
  const named = parameters.find(([name]) => name === 'client_id')?.[1];
  return api.explain.simulateToken.mutate({ clientId: clientId || (named ?? ''), parameters: mutable(others) });
};

const EXAMPLES: Readonly<Record<Question['kind'], string>> = {
  token: 'grant_type=client_credentials\nscope=reports:read',
  authorize: 'response_type=code\nredirect_uri=https://app.example/callback\nscope=openid',
};

/** Tries a request without sending it: by the code that would answer it, with every check, and nothing is written. */
export const DryRunPage = () => {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const [kind, setKind] = useState<Question['kind']>(search.kind === 'authorize' ? 'authorize' : 'token');
  const dryRun = useAct(ask);
  return (
    <>
      <PageHead
        title="Dry run"
        text="What would come of a request, by the very code that would answer it. Nothing is written, and nobody gets a token."
        back={{ to: '/explain', label: 'Explain' }}
      />
      <div className="flex flex-col gap-5">
        <Card>
          <EditForm id="dry-run" submit="Try it" mutation={dryRun} read={read} done="">
            <div
              onChange={(event) =>
                event.target instanceof HTMLSelectElement &&
                setKind(event.target.value === 'authorize' ? 'authorize' : 'token')
              }
            >
              <SelectField
                name="kind"
                label="Request"
                value={kind}
                options={[
                  ['token', 'for a token (POST /token)'],
                  ['authorize', 'to sign somebody in (GET /authorize)'],
                ]}
              />
            </div>
            <TextField
              name="clientId"
              label="Client id"
              value={typeof search.client === 'string' ? search.client : undefined}
              required={kind === 'token'}
              help={
                kind === 'token'
                  ? 'Its proof is assumed: leave its secret out.'
                  : 'Empty where it is among the parameters.'
              }
            />
            <TextArea
              key={kind}
              name="parameters"
              label="Parameters"
              rows={6}
              value={typeof search.parameters === 'string' ? search.parameters : EXAMPLES[kind]}
              required
              help="One a line, a form’s body, or a whole address as it stands in a log."
            />
          </EditForm>
        </Card>
        {dryRun.data !== undefined && (
          <Card title="What would come of it">
            <SimulationView id="simulation" simulation={dryRun.data} />
          </Card>
        )}
      </div>
    </>
  );
};
