import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type ClientView, type Inputs } from '../../api/api.ts';
import { Card } from '../../parts/card.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { CheckField, SelectField, TextArea, TextField } from '../../parts/field.tsx';
import { changesOf, type FormValues } from '../../parts/form-values.ts';

type Changes = Omit<Inputs['clients']['modify'], 'id' | 'version'>;

const consents = ['explicit', 'remembered', 'implicit'] as const;
const consentOf = (value: string | undefined) => consents.find((consent) => consent === value);

const read = (values: FormValues): Changes => {
  const consent = consentOf(values.text('consent'));
  return {
    name: values.text('name') ?? '',
    enabled: values.checked('enabled'),
    scopes: values.words('scopes'),
    resources: values.words('resources'),
    redirectUris: values.words('redirectUris'),
    postLogoutRedirectUris: values.words('postLogoutRedirectUris'),
    ...(consent === undefined ? {} : { consent }),
    factors: values.text('factors') === 'two_factors' ? 'two_factors' : null,
    requirePushedRequests: values.checked('requirePushedRequests'),
    accessTokenTtlSeconds: values.number('accessTokenTtlSeconds') ?? null,
    backchannelLogoutUri: values.text('backchannelLogoutUri') ?? null,
  };
};

const lines = (texts: readonly string[]): string => texts.join('\n');

const ForPeople = ({ client }: { readonly client: ClientView }) => (
  <>
    <TextArea
      name="redirectUris"
      label="Redirect URIs"
      value={lines(client.redirectUris)}
      help="One a line. An answer goes to exactly one of these, letter by letter."
    />
    <TextArea
      name="postLogoutRedirectUris"
      label="After signing out"
      rows={2}
      value={lines(client.postLogoutRedirectUris)}
      help="Where people may come back to after signing out, one a line."
    />
    <TextField
      name="backchannelLogoutUri"
      label="Back-channel logout URI"
      type="url"
      value={client.backchannelLogoutUri}
      help="Told, server to server, when a session ends."
    />
    <div className="grid gap-5 sm:grid-cols-2">
      <SelectField
        name="consent"
        label="Asks people to agree"
        value={client.consent}
        options={[
          ['explicit', 'each time'],
          ['remembered', 'once for each scope'],
          ['implicit', 'never: it is our own'],
        ]}
      />
      <SelectField
        name="factors"
        label="Sign-in"
        value={client.factors === 'two_factors' ? 'two_factors' : ''}
        options={[
          ['', 'as the server asks of everybody'],
          ['two_factors', 'always with a second factor'],
        ]}
      />
    </div>
  </>
);

/** What an administrator changes most; everything else is changed by `cardea clients mod`. */
export const ClientSettings = ({ client }: { readonly client: ClientView }) => {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ['client', client.id] });
  const mutation = useMutation({
    mutationFn: (wanted: Changes) =>
      api.clients.modify.mutate({ ...changesOf(wanted, client), id: client.id, version: client.version }),
    onSuccess: async () => {
      await Promise.all([refresh(), queries.invalidateQueries({ queryKey: ['clients'] })]);
    },
  });
  return (
    <Card id="settings" title="Settings">
      <EditForm id="client" submit="Save" mutation={mutation} read={read} onConflict={() => void refresh()}>
        <TextField name="name" label="Name" value={client.name} required help="People see it when they are asked." />
        <CheckField
          name="enabled"
          label="Enabled"
          checked={client.enabled}
          help="Switched off it gets nothing, and its tokens end at once."
        />
        <TextField name="scopes" label="Scopes" value={client.scopes.join(' ')} help="Between spaces." />
        <TextArea
          name="resources"
          label="Resources"
          rows={2}
          value={lines(client.resources)}
          help="Registered resources it may get tokens for, one a line; the first is the usual one."
        />
        <ForPeople client={client} />
        <TextField
          name="accessTokenTtlSeconds"
          label="Lifetime of access tokens, in seconds"
          type="number"
          value={client.accessTokenTtlSeconds?.toString()}
          help="Empty: as the server has it."
        />
        <CheckField
          name="requirePushedRequests"
          label="Pushed requests only"
          checked={client.requirePushedRequests}
          help="It sends its requests ahead, server to server (RFC 9126)."
        />
      </EditForm>
    </Card>
  );
};
