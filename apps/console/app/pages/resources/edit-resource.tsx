import { api, type Inputs, type Outputs } from '../../api/api.ts';
import { EditDialog } from '../../parts/edit-dialog.tsx';
import { CheckField, SelectField, TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';
import { formatOf, tokenFormats } from './token-formats.ts';

type Resource = Outputs['resources']['show'];
type Changes = Omit<Inputs['resources']['modify'], 'uri' | 'version'>;

const read = (values: FormValues): Changes => ({
  name: values.text('name') ?? '',
  enabled: values.checked('enabled'),
  tokenFormat: formatOf(values.text('tokenFormat')),
  signingAlgorithm: values.text('signingAlgorithm') ?? null,
  accessTokenTtlSeconds: values.number('accessTokenTtlSeconds') ?? null,
  scopes: values.words('scopes'),
  introspectors: values.words('introspectors'),
  selfRegistered: values.checked('selfRegistered'),
});

const Fields = ({ resource }: { readonly resource: Resource }) => (
  <>
    <TextField name="name" label="Name" value={resource.name} required />
    <CheckField
      name="enabled"
      label="Enabled"
      checked={resource.enabled}
      help="Switched off no more tokens are issued for it."
    />
    <SelectField name="tokenFormat" label="Tokens" value={resource.tokenFormat} options={tokenFormats} />
    <TextField
      name="signingAlgorithm"
      label="JWTs are signed with"
      value={resource.signingAlgorithm}
      placeholder="ES256"
      help="Empty: as the server has it."
    />
    <TextField
      name="scopes"
      label="Scopes"
      value={resource.scopes.join(' ')}
      help="That it knows, between spaces. Empty: any."
    />
    <TextField
      name="introspectors"
      label="Who may ask about tokens"
      value={resource.introspectors.join(' ')}
      help="Ids of clients, between spaces."
    />
    <TextField
      name="accessTokenTtlSeconds"
      label="Lifetime of access tokens, in seconds"
      type="number"
      value={resource.accessTokenTtlSeconds?.toString()}
      help="Empty: as the client or the server has it."
    />
    <CheckField
      name="selfRegistered"
      label="Clients that registered themselves may have tokens for it"
      checked={resource.selfRegistered}
    />
  </>
);

export const EditResource = ({ resource, onClose }: { readonly resource: Resource; readonly onClose: () => void }) => (
  <EditDialog<Resource, Changes>
    id="edit-resource"
    title={resource.name}
    item={resource}
    load={() => api.resources.show.query({ uri: resource.uri })}
    read={read}
    save={async (changes, { uri, version }) =>
      (await api.resources.modify.mutate({ ...changes, uri, version })).resource
    }
    keys={[['resources'], ['scopes']]}
    onClose={onClose}
    fields={(shown) => <Fields resource={shown} />}
  />
);
