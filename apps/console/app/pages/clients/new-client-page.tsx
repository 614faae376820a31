import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type Inputs, type Outputs } from '../../api/api.ts';
import { Card } from '../../parts/card.tsx';
import { CopyText, ShownOnce } from '../../parts/copy-text.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { TextArea, TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { ClientSnippets } from './client-snippets.tsx';
import { ClientTest } from './client-test.tsx';
import { type WizardKind, wizardKinds } from './wizard-kinds.ts';

const KindChoice = ({
  chosen,
  choose,
}: {
  readonly chosen: string | undefined;
  readonly choose: (name: string) => void;
}) => (
  <fieldset className="min-w-0">
    <legend className="mb-3 font-semibold">What is it?</legend>
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {wizardKinds.map(({ name, title, text }) => (
        <label
          key={name}
          className="flex cursor-pointer gap-3 rounded-2xl border border-control bg-card p-4 hover:bg-tint has-checked:border-accent has-checked:bg-tint"
        >
          <input
            type="radio"
            name="kind"
            id={`kind-${name}`}
            checked={chosen === name}
            onChange={() => choose(name)}
            className="mt-0.5 size-6 shrink-0 accent-accent"
          />
          <span>
            <span className="block font-medium">{title}</span>
            <span className="mt-1 block text-muted text-sm">{text}</span>
          </span>
        </label>
      ))}
    </div>
  </fieldset>
);

const reader =
  ({ settings }: WizardKind) =>
  (values: FormValues): Inputs['clients']['add'] => ({
    ...settings,
    name: values.text('name') ?? '',
    scopes: values.words('scopes'),
    redirectUris: values.words('redirectUris'),
    resources: values.words('resources'),
    exchangeTargets: settings.grantTypes?.some((type) => type.endsWith('token-exchange'))
      ? values.words('exchangeTargets')
      : undefined,
  });

const Fields = ({ kind }: { readonly kind: WizardKind }) => (
  <>
    <TextField name="name" label="Name" required help="People see it when they are asked, and you see it in lists." />
    {kind.redirectExample !== undefined && (
      <TextArea
        name="redirectUris"
        label="Redirect URIs"
        required
        value={kind.settings.applicationType === 'native' ? kind.redirectExample : undefined}
        help={`Where people come back to after they signed in, one a line: ${kind.redirectExample}`}
      />
    )}
    <TextField
      name="scopes"
      label="Scopes"
      value={kind.scopes}
      help="What its tokens may be used for, between spaces. Scopes that are not known yet are registered with it."
    />
    {kind.exchanges === true && (
      <TextField
        name="exchangeTargets"
        label="APIs that it calls"
        required
        help="Identifiers of registered resources that it may get tokens for, between spaces. It exchanges tokens of the resources that it serves."
      />
    )}
    {kind.resource !== undefined && (
      <TextField
        name="resources"
        label={kind.resource}
        help="The identifier of a registered resource that its tokens are for. Empty: Cardea’s own API."
      />
    )}
  </>
);

const Made = ({ client, secret }: Outputs['clients']['add']) => (
  <>
    <PageHead title={`${client.name} is registered`} back={{ to: '/clients', label: 'Clients' }} />
    <div className="flex flex-col gap-5">
      <Card>
        <div className="flex flex-col gap-4">
          <CopyText id="client-id" label="Client id" text={client.id} />
          {secret !== undefined && <ShownOnce id="client-secret" label="Client secret" text={secret} />}
        </div>
      </Card>
      <ClientSnippets client={client} secret={secret} />
      <ClientTest client={client} />
      <div>
        <LinkButton id="to-client" to={`/clients/${encodeURIComponent(client.id)}`}>
          To the client
        </LinkButton>
      </div>
    </div>
  </>
);

export const NewClientPage = () => {
  const queries = useQueryClient();
  const [name, setName] = useState<string>();
  const mutation = useMutation({
    mutationFn: (wanted: Inputs['clients']['add']) => api.clients.add.mutate(wanted),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['clients'] }),
  });
  if (mutation.data !== undefined) return <Made {...mutation.data} />;
  const kind = wizardKinds.find((known) => known.name === name);
  return (
    <>
      <PageHead title="Register a client" back={{ to: '/clients', label: 'Clients' }} />
      <div className="flex flex-col gap-6">
        <KindChoice
          chosen={name}
          choose={(chosen) => {
            mutation.reset();
            setName(chosen);
          }}
        />
        {kind !== undefined && (
          <Card title={kind.title} text={<>The guide to it: docs/guides/{kind.guide}</>}>
            <EditForm key={kind.name} id="new-client" submit="Register" mutation={mutation} read={reader(kind)}>
              <Fields kind={kind} />
            </EditForm>
          </Card>
        )}
      </div>
    </>
  );
};
