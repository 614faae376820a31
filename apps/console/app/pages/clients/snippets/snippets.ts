import { forItself, forPeople } from './openid-client.ts';
import { dataOf, quoted, type Snippet, type SnippetFacts, scopeOf } from './snippet.ts';

/** The secret, where the client is registered to show it. */
const proofOf = ({ client, secret }: SnippetFacts): string =>
  client.authMethod === 'client_secret_post'
    ? ` ${dataOf('client_id', client.id)}${dataOf('client_secret', secret)}`
    : `  -u ${quoted(`${client.id}:${secret}`)}`;

const curl = (facts: SnippetFacts): string => {
  const { issuer, basePath } = facts;
  return [
    `curl -s ${issuer}${basePath}/token`,
    proofOf(facts),
    `  -d grant_type=client_credentials${dataOf('scope', scopeOf(facts))}`,
  ].join(' \\\n');
};

const URN = 'urn:ietf:params:oauth:grant-type:';

/** A token by a grant that something is sent for. */
const curlWith =
  (grant: string, sent: Readonly<Record<string, string>>) =>
  (facts: SnippetFacts): string =>
    [
      `curl -s ${facts.issuer}${facts.basePath}/token`,
      proofOf(facts),
      ...Object.entries({ grant_type: grant, ...sent, scope: scopeOf(facts) })
        .map(([name, value]) => dataOf(name, value))
        .filter((line) => line !== '')
        .map((line) => ` ${line}`),
    ].join(' \\\n');

const prometheus = ({ client, issuer, basePath, secret }: SnippetFacts): string => `scrape_configs:
  - job_name: my-service
    oauth2:
      client_id: ${client.id}
      client_secret: ${secret}
      token_url: ${issuer}${basePath}/token
      scopes: [${client.scopes.join(', ')}]
    static_configs:
      - targets: ['my-service.example:443']`;

const apache = (facts: SnippetFacts): string => {
  const { client, issuer, secret } = facts;
  return `OIDCProviderMetadataURL ${issuer}/.well-known/openid-configuration
OIDCClientID ${client.id}
OIDCClientSecret ${secret}
OIDCRedirectURI ${client.redirectUris[0] ?? 'https://app.example/protected/callback'}
OIDCScope "${scopeOf(facts)}"
OIDCPKCEMethod S256
OIDCProviderTokenEndpointAuth ${client.authMethod}
OIDCCryptoPassphrase CHOOSE_A_LONG_ONE

<Location /protected>
  AuthType openid-connect
  Require valid-user
</Location>`;
};

const device = (facts: SnippetFacts): string => {
  const { client, issuer, basePath } = facts;
  return `# 1. Ask for a code; show the person verification_uri and user_code
curl -s ${issuer}${basePath}/device -d client_id=${client.id}${dataOf('scope', scopeOf(facts))}

# 2. Ask for the tokens every few seconds, with the device_code of the answer
curl -s ${issuer}${basePath}/token -d client_id=${client.id} \\
  -d grant_type=urn:ietf:params:oauth:grant-type:device_code -d device_code=DEVICE_CODE`;
};

const introspection = (facts: SnippetFacts): string => `curl -s ${facts.issuer}${facts.basePath}/introspect \\
${proofOf(facts)} \\
  -d token=THE_TOKEN_OF_A_REQUEST`;

interface Kind extends Omit<Snippet, 'text'> {
  readonly fits: (facts: SnippetFacts) => boolean;
  readonly text: (facts: SnippetFacts) => string;
}

const has = ({ client }: SnippetFacts, grant: string): boolean => client.grantTypes.includes(grant);
const hasSecret = ({ client }: SnippetFacts): boolean => client.authMethod.startsWith('client_secret');
const isMachine = (facts: SnippetFacts): boolean => has(facts, 'client_credentials') && hasSecret(facts);
/** A command line shows a secret, and signs nothing with it. */
const showsSecret = ({ client }: SnippetFacts): boolean =>
  ['client_secret_basic', 'client_secret_post'].includes(client.authMethod);

const kinds: readonly Kind[] = [
  {
    id: 'snippet-curl',
    label: 'A token with curl',
    fits: (facts) => isMachine(facts) && showsSecret(facts),
    text: curl,
  },
  {
    id: 'snippet-openid-client-machine',
    label: 'A token with openid-client (JavaScript)',
    fits: isMachine,
    text: forItself,
  },
  {
    id: 'snippet-prometheus',
    label: 'Prometheus',
    fits: (facts) => isMachine(facts) && showsSecret(facts),
    text: prometheus,
  },
  {
    id: 'snippet-openid-client',
    label: 'A sign-in with openid-client (JavaScript)',
    fits: (facts) => has(facts, 'authorization_code'),
    text: forPeople,
  },
  {
    id: 'snippet-apache',
    label: 'Apache, mod_auth_openidc',
    fits: (facts) => has(facts, 'authorization_code') && hasSecret(facts),
    text: apache,
  },
  {
    id: 'snippet-device',
    label: 'On the device',
    fits: (facts) => has(facts, 'urn:ietf:params:oauth:grant-type:device_code'),
    text: device,
  },
  {
    id: 'snippet-exchange',
    label: 'A token for that of a caller, with curl',
    fits: (facts) => has(facts, `${URN}token-exchange`) && showsSecret(facts),
    text: curlWith(`${URN}token-exchange`, {
      subject_token: 'TOKEN_OF_THE_CALLER',
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    }),
  },
  {
    id: 'snippet-assertion',
    label: 'A token for an assertion, with curl',
    fits: (facts) => has(facts, `${URN}jwt-bearer`) && showsSecret(facts),
    text: curlWith(`${URN}jwt-bearer`, { assertion: 'JWT_OF_THE_ISSUER' }),
  },
  {
    id: 'snippet-password',
    label: 'A token for a password, with curl',
    fits: (facts) => has(facts, 'password') && showsSecret(facts),
    text: curlWith('password', { username: 'USER', password: 'PASSWORD' }),
  },
  {
    id: 'snippet-introspection',
    label: 'Whether a token is good, with curl',
    fits: (facts) => facts.client.grantTypes.length === 0 && showsSecret(facts),
    text: introspection,
  },
];

/** Texts to copy into what uses this client. */
export const snippetsOf = (facts: SnippetFacts): readonly Snippet[] =>
  kinds.filter(({ fits }) => fits(facts)).map(({ id, label, text }) => ({ id, label, text: text(facts) }));
