import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Inputs, type Outputs } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card, Empty } from '../../parts/card.tsx';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';
import { CopyText } from '../../parts/copy-text.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { useEditing } from '../../parts/editing.ts';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { CheckField, TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';
import { Loaded } from '../../parts/loading.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { type ListPage, usePages } from '../../parts/pages-of.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { SwitchButton } from '../../parts/switch-button.tsx';
import { useAct } from '../../parts/use-act.ts';
import { useSwitch } from '../../parts/use-switch.ts';
import { useSession } from '../../shell/session-context.ts';
import { EditProvider } from './edit-provider.tsx';

type Provider = Outputs['identityProviders']['show'];
type NewProvider = Inputs['identityProviders']['add'];

const read = (values: FormValues): NewProvider => {
  const clientSecret = values.text('clientSecret');
  return {
    name: values.text('name') ?? '',
    issuer: values.text('issuer') ?? '',
    clientId: values.text('clientId') ?? '',
    ...(clientSecret === undefined ? { authMethod: 'none' } : { clientSecret }),
    trustsEmail: values.checked('trustsEmail'),
  };
};

const AddProvider = () => {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: (wanted: NewProvider) => api.identityProviders.add.mutate(wanted),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['providers'] }),
  });
  return (
    <Card
      id="add"
      title="Add a provider"
      text="Needs an owner and a fresh sign-in: whoever says which provider is believed can let anybody in."
    >
      <EditForm id="new-provider" submit="Add" mutation={mutation} read={read} done="Added">
        <TextField name="name" label="Name" required help="On the button that people press." />
        <TextField name="issuer" label="Issuer" type="url" required placeholder="https://accounts.example" />
        <TextField name="clientId" label="Client id there" required />
        <TextField name="clientSecret" label="Client secret there" type="password" />
        <CheckField
          name="trustsEmail"
          label="Its verified addresses are believed"
          help="An account with the same verified address is theirs then."
        />
      </EditForm>
    </Card>
  );
};

const Changing = ({ provider, onEdit }: { readonly provider: Provider; readonly onEdit: () => void }) => {
  const { id, name, enabled } = provider;
  const toggle = useSwitch<Provider>({
    key: ['providers'],
    item: provider,
    isMeant: (other) => other.id === id,
    change: ({ version }, wanted) => api.identityProviders.modify.mutate({ id, version, enabled: wanted }),
    name,
  });
  return (
    <>
      <Button id={`edit-${id}`} aria-label={`Change: ${name}`} onClick={onEdit}>
        Change
      </Button>
      <SwitchButton id={`toggle-${id}`} name={name} isOn={enabled} onPress={toggle} />
      <ConfirmedAct
        id={`remove-${id}`}
        label="Remove"
        about={name}
        title={`Remove ${name}?`}
        act={() => api.identityProviders.remove.mutate({ id })}
        keys={[['providers']]}
      >
        <p>Nobody signs in by it any more; the accounts stay.</p>
      </ConfirmedAct>
    </>
  );
};

interface ProviderViewProps {
  readonly provider: Provider;
  readonly isChangeable: boolean;
  readonly onEdit: () => void;
}

const ProviderView = ({ provider, isChangeable, onEdit }: ProviderViewProps) => {
  const { id, name, enabled } = provider;
  const test = useAct(() => api.identityProviders.test.query({ id }));
  return (
    <Card
      title={name}
      text={provider.issuer ?? provider.preset ?? id}
      action={<Badge tone={enabled ? 'good' : 'danger'}>{enabled ? 'enabled' : 'disabled'}</Badge>}
    >
      <div className="flex flex-col gap-4">
        <CopyText id={`redirect-${id}`} label="Redirect URI to register there" text={provider.redirectUri} />
        <ProblemNote error={test.error} />
        {test.data !== undefined && (
          <ul className="flex flex-col gap-2 text-sm">
            {test.data.map(({ step, succeeded, detail }) => (
              <li key={step}>
                <Badge tone={succeeded ? 'good' : 'danger'}>{step}</Badge>{' '}
                <span className="wrap-anywhere">{detail}</span>
              </li>
            ))}
          </ul>
        )}
        <div className="flex flex-wrap gap-2">
          <Button id={`try-${id}`} aria-label={`Try it: ${name}`} busy={test.isPending} onClick={() => test.mutate()}>
            Try it
          </Button>
          {isChangeable && <Changing provider={provider} onEdit={onEdit} />}
        </div>
      </div>
    </Card>
  );
};

export const ProvidersPage = () => {
  const { person } = useSession();
  const isChangeable = mayChange(person.role, 'others');
  const { edited, edit, stop } = useEditing();
  const load = (page: ListPage) => api.identityProviders.list.query(page);
  const query = usePages({ key: ['providers'], load });
  const shown = query.data?.find(({ id }) => id === edited);
  return (
    <>
      <PageHead title="Identity providers" text="Where people may sign in instead of here.">
        <ExportButtons name="identity-providers" load={load} />
      </PageHead>
      <div className="flex flex-col gap-5">
        <Loaded query={query}>
          {(providers) =>
            providers.length === 0 ? (
              <Empty title="No identity provider yet">
                <p>
                  With one, people press its button on the sign-in page and come back known, without a password here.
                </p>
              </Empty>
            ) : (
              <div id="providers" className="flex flex-col gap-5">
                {providers.map((provider) => (
                  <ProviderView
                    key={provider.id}
                    provider={provider}
                    isChangeable={isChangeable}
                    onEdit={() => edit(provider.id)}
                  />
                ))}
              </div>
            )
          }
        </Loaded>
        <MoreButton query={query} />
        {isChangeable && shown !== undefined && <EditProvider key={shown.id} provider={shown} onClose={stop} />}
        {person.role === 'owner' && <AddProvider />}
      </div>
    </>
  );
};
