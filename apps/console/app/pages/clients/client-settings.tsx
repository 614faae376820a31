import { Fragment } from 'react';
import { api, type ClientView, type Inputs } from '../../api/api.ts';
import { Card } from '../../parts/card.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { CheckField, SelectField, TextArea, TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';
import { useEdited } from '../../parts/use-edited.ts';
import { ClientPolicies, readPolicies } from './client-policies.tsx';

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
    ...readPolicies(values),
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

/** Whether anything of it is about people who sign in. */
const isForPeople = ({ grantTypes, redirectUris, postLogoutRedirectUris, ...client }: ClientView): boolean =>
  grantTypes.some((type) => type !== 'client_credentials') ||
  redirectUris.length + postLogoutRedirectUris.length > 0 ||
  client.factors !== undefined ||
  client.backchannelLogoutUri !== undefined;

/** What an administrator changes most; everything else is changed by `cardea clients mod`. */
export const ClientSettings = ({ client: shown }: { readonly client: ClientView }) => {
  const { id } = shown;
  const {
    base: client,
    edition,
    mutation,
    fillAnew,
  } = useEdited<ClientView, Changes>({
    item: shown,
    load: () => api.clients.show.query({ id }),
    save: async (changes, { version }) => (await api.clients.modify.mutate({ ...changes, id, version })).client,
    // Its tokens ended with that
    mayUndo: ({ enabled }) => enabled !== false,
    keys: [['client', id], ['clients']],
  });
  return (
    <Card id="settings" title="Settings">
      <EditForm id="client" submit="Save" done="" mutation={mutation} read={read} onConflict={fillAnew}>
        <Fragment key={edition}>
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
          {isForPeople(client) && <ForPeople client={client} />}
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
          <ClientPolicies client={client} />
        </Fragment>
      </EditForm>
    </Card>
  );
};
