import { api, type Inputs, type Outputs } from '../../api/api.ts';
import { EditDialog } from '../../parts/edit-dialog.tsx';
import { CheckField, SelectField, TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';

type Provider = Outputs['identityProviders']['show'];
type Changes = Omit<Inputs['identityProviders']['modify'], 'id' | 'version'>;
type Options<T extends string> = readonly (readonly [value: T, label: string])[];

const methods: Options<Provider['authMethod']> = [
  ['client_secret_basic', 'a secret, in a header'],
  ['client_secret_post', 'a secret, in the form'],
  ['private_key_jwt', 'a key of this server'],
  ['none', 'nothing: a public client'],
];

const matching: Options<Provider['matchBy']> = [
  ['identifier', 'the identifier there, once linked'],
  ['email', 'the verified e-mail address'],
  ['username', 'the user name'],
];

const onMatch: Options<Provider['onMatch']> = [
  ['link', 'they are signed in as that account'],
  ['deny', 'they are turned away'],
];

const onNoMatch: Options<Provider['onNoMatch']> = [
  ['create', 'an account is made'],
  ['deny', 'they are turned away'],
];

/** The chosen one of some options; a form has no other. */
const chosen = <T extends string>(options: Options<T>, value: string | undefined): T | undefined =>
  options.find(([known]) => known === value)?.[0];

const read = (values: FormValues): Changes => {
  const clientSecret = values.text('clientSecret');
  return {
    name: values.text('name') ?? '',
    enabled: values.checked('enabled'),
    clientId: values.text('clientId') ?? '',
    ...(clientSecret === undefined ? {} : { clientSecret }),
    authMethod: chosen(methods, values.text('authMethod')),
    scopes: values.words('scopes'),
    trustsEmail: values.checked('trustsEmail'),
    trustsFactors: values.checked('trustsFactors'),
    matchBy: chosen(matching, values.text('matchBy')),
    onMatch: chosen(onMatch, values.text('onMatch')),
    onNoMatch: chosen(onNoMatch, values.text('onNoMatch')),
    allowedDomains: values.words('allowedDomains'),
    hostedDomain: values.text('hostedDomain') ?? null,
    refreshProfile: values.checked('refreshProfile'),
  };
};

const AtProvider = ({ provider }: { readonly provider: Provider }) => (
  <>
    <TextField name="name" label="Name" value={provider.name} required help="On the button that people press." />
    <CheckField name="enabled" label="Enabled" checked={provider.enabled} help="Switched off its button is gone." />
    <TextField name="clientId" label="Client id there" value={provider.clientId} required />
    <SelectField name="authMethod" label="Proves itself there by" value={provider.authMethod} options={methods} />
    <TextField
      name="clientSecret"
      label="New client secret there"
      type="password"
      help={provider.hasSecret ? 'Empty: the present one stays.' : 'There is none yet.'}
    />
    <TextField name="scopes" label="Asks for the scopes" value={provider.scopes.join(' ')} help="Between spaces." />
    <TextField
      name="hostedDomain"
      label="Hosted domain"
      value={provider.hostedDomain}
      help="Of Google: people of this organization alone."
    />
  </>
);

const Believed = ({ provider }: { readonly provider: Provider }) => (
  <>
    <CheckField
      name="trustsEmail"
      label="Its verified addresses are believed"
      checked={provider.trustsEmail}
      help="An account with the same verified address is theirs then."
    />
    <CheckField
      name="trustsFactors"
      label="Its second factors count here"
      checked={provider.trustsFactors}
      help="Whoever proved two there is not asked for another one."
    />
    <SelectField name="matchBy" label="Whose account it is, says" value={provider.matchBy} options={matching} />
    <SelectField name="onMatch" label="Where there is an account" value={provider.onMatch} options={onMatch} />
    <SelectField name="onNoMatch" label="Where there is none" value={provider.onNoMatch} options={onNoMatch} />
    <TextField
      name="allowedDomains"
      label="Only addresses of these domains"
      value={provider.allowedDomains.join(' ')}
      help="Between spaces. Empty: any."
    />
    <CheckField
      name="refreshProfile"
      label="Names and addresses follow the provider at each sign-in"
      checked={provider.refreshProfile}
    />
  </>
);

export const EditProvider = ({ provider, onClose }: { readonly provider: Provider; readonly onClose: () => void }) => (
  <EditDialog<Provider, Changes>
    id="edit-provider"
    title={provider.name}
    item={provider}
    load={() => api.identityProviders.show.query({ id: provider.id })}
    read={read}
    save={(changes, { id, version }) => api.identityProviders.modify.mutate({ ...changes, id, version })}
    mayUndo={({ clientSecret }) => clientSecret === undefined}
    keys={[['providers']]}
    onClose={onClose}
    fields={(shown) => (
      <>
        <AtProvider provider={shown} />
        <Believed provider={shown} />
      </>
    )}
  />
);
