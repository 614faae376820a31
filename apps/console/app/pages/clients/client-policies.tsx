import type { ReactNode } from 'react';
import type { ClientView, Inputs } from '../../api/api.ts';
import { CheckField, SelectField, TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';

type Changes = Omit<Inputs['clients']['modify'], 'id' | 'version'>;

interface Described<N extends string> {
  readonly name: N;
  readonly label: string;
  readonly help?: string;
}

const numbers = [
  { name: 'refreshIdleSeconds', label: 'A refresh token ends unused after, in seconds' },
  { name: 'refreshMaxSeconds', label: 'It ends at the latest after, in seconds' },
  { name: 'tokenLimit', label: 'Live access tokens at most' },
  { name: 'personTokenLimit', label: 'Live access tokens of one person at most' },
  { name: 'requestsPerMinute', label: 'Requests in a minute at most' },
] as const satisfies readonly Described<string>[];

const addresses = [
  { name: 'logoUri', label: 'Picture', help: 'Beside its name, where people are asked.' },
  { name: 'clientUri', label: 'Its site' },
  { name: 'policyUri', label: 'What it does with data' },
  { name: 'termsUri', label: 'Its terms' },
] as const satisfies readonly Described<string>[];

const rotations: readonly (readonly [value: string, label: string])[] = [
  ['', 'where it has no secret and no key'],
  ['yes', 'each time'],
  ['no', 'never'],
];

const rotationOf = (rotates: boolean | undefined): string => {
  if (rotates === undefined) return '';
  return rotates ? 'yes' : 'no';
};

const each = <N extends string, V>(fields: readonly Described<N>[], value: (name: N) => V) =>
  Object.fromEntries(fields.map(({ name }) => [name, value(name)])) as Record<N, V>;

/** What the rarer settings of the form ask for; empty is as the server has it. */
export const readPolicies = (values: FormValues): Changes => {
  const rotation = values.text('rotateRefreshTokens');
  const contacts = values.words('contacts');
  return {
    grantTypes: values.words('grantTypes'),
    requirePkce: values.checked('requirePkce'),
    rotateRefreshTokens: rotation === undefined ? null : rotation === 'yes',
    contacts: contacts.length === 0 ? null : contacts,
    ...each(numbers, (name) => values.number(name) ?? null),
    ...each(addresses, (name) => values.text(name) ?? null),
  };
};

const Section = ({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) => (
  <details id={id} className="rounded-xl border border-line px-4">
    <summary className="flex min-h-11 cursor-pointer items-center font-medium text-sm">{title}</summary>
    <div className="flex flex-col gap-5 pt-2 pb-5">{children}</div>
  </details>
);

/** What is set once and seldom looked at again. */
export const ClientPolicies = ({ client }: { readonly client: ClientView }) => (
  <>
    <Section id="policies" title="Grants and limits">
      <TextField
        name="grantTypes"
        label="Grants"
        value={client.grantTypes.join(' ')}
        help="Between spaces: authorization_code refresh_token client_credentials …"
      />
      <CheckField
        name="requirePkce"
        label="PKCE only"
        checked={client.requirePkce}
        help="Without it a code that was stolen on its way could be redeemed (RFC 7636)."
      />
      <SelectField
        name="rotateRefreshTokens"
        label="A refresh token is replaced"
        value={rotationOf(client.rotateRefreshTokens)}
        options={rotations}
      />
      {numbers.map(({ name, label }) => (
        <TextField key={name} name={name} label={label} type="number" value={client[name]?.toString()} />
      ))}
    </Section>
    <Section id="looks" title="What people are shown">
      {addresses.map(({ name, label, ...about }) => (
        <TextField key={name} name={name} label={label} type="url" value={client[name]} {...about} />
      ))}
      <TextField
        name="contacts"
        label="Contacts"
        value={client.contacts?.join(' ')}
        help="E-mail addresses of who is responsible, between spaces."
      />
    </Section>
  </>
);
