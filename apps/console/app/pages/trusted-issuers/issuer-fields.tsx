import type { Inputs, Outputs } from '../../api/api.ts';
import { SelectField, TextArea, TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';

export type TrustedIssuer = Outputs['trustedIssuers']['show'];
export type IssuerChanges = Omit<Inputs['trustedIssuers']['modify'], 'issuer' | 'version'>;

const subjects: readonly (readonly [value: TrustedIssuer['subjects'], label: string])[] = [
  ['account', 'accounts here, by their id'],
  ['email', 'accounts here, by their verified e-mail address'],
  ['linked', 'accounts linked to the identity provider of the same issuer'],
  ['service', 'services of theirs, which have no account here'],
];

/** Keys as they were pasted: a JWK Set, or the keys alone. What is no JSON is refused by the server, in its words. */
const keysOf = (pasted: string): unknown => {
  try {
    return JSON.parse(pasted);
  } catch {
    return pasted;
  }
};

/** What the form says of an issuer, whether it is a new one or not. */
export const readIssuer = (values: FormValues) => {
  const jwks = values.text('jwks');
  return {
    name: values.text('name') ?? '',
    ...(jwks === undefined ? {} : { jwks: keysOf(jwks) }),
    subjects: subjects.find(([known]) => known === values.text('subjects'))?.[0] ?? 'account',
    scopes: values.words('scopes'),
    clients: values.words('clients'),
  };
};

export const IssuerFields = ({ issuer }: { readonly issuer?: TrustedIssuer }) => (
  <>
    <TextField name="name" label="Name" value={issuer?.name} required />
    <TextField
      name="jwksUri"
      label="Address of its keys"
      type="url"
      value={issuer?.jwksUri}
      placeholder="https://ci.example/keys"
    />
    <TextArea
      name="jwks"
      label={issuer === undefined ? 'Or the keys themselves' : 'New keys'}
      rows={2}
      help={
        issuer?.jwks === undefined
          ? 'A JWK Set, where they have no address.'
          : `A JWK Set. Empty: the present ones stay (${issuer.jwks.length}).`
      }
    />
    <SelectField name="subjects" label="It speaks of" value={issuer?.subjects ?? 'account'} options={subjects} />
    <TextField
      name="scopes"
      label="Scopes"
      value={issuer?.scopes.join(' ')}
      help="The most that a token for its word may have, between spaces. Empty: none."
    />
    <TextField
      name="clients"
      label="Who may bring its assertions"
      value={issuer?.clients.join(' ')}
      help="Ids of clients, between spaces. Empty: every client that was registered for the grant."
    />
  </>
);
