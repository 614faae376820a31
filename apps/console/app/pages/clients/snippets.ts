import type { ClientView } from '../../api/api.ts';

export interface Snippet {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}

interface Facts {
  readonly client: ClientView;
  readonly issuer: string;
  readonly basePath: string;
  /** What stands for the secret, where it is not known. */
  readonly secret: string;
}

/** A word as a shell takes it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const scopeOf = ({ scopes }: ClientView): string => scopes.join(' ');

const curl = ({ client, issuer, basePath, secret }: Facts): string =>
  [
    `curl -s ${issuer}${basePath}/token`,
    `  -u ${quoted(`${client.id}:${secret}`)}`,
    `  -d grant_type=client_credentials${client.scopes.length === 0 ? '' : ` --data-urlencode ${quoted(`scope=${scopeOf(client)}`)}`}`,
  ].join(' \\\n');

const prometheus = ({ client, issuer, basePath, secret }: Facts): string => `scrape_configs:
  - job_name: my-service
    oauth2:
      client_id: ${client.id}
      client_secret: ${secret}
      token_url: ${issuer}${basePath}/token
      scopes: [${client.scopes.join(', ')}]
    static_configs:
      - targets: ['my-service.example:443']`;

const openidClient = ({ client, issuer, secret }: Facts): string => {
  const isPublic = client.authMethod === 'none';
  const [redirectUri = 'https://app.example/callback'] = client.redirectUris;
  return `import * as oidc from 'openid-client';

const config = await oidc.discovery(new URL('${issuer}'), '${client.id}'${isPublic ? ', undefined, oidc.None()' : `, '${secret}'`});
const verifier = oidc.randomPKCECodeVerifier();
const url = oidc.buildAuthorizationUrl(config, {
  redirect_uri: '${redirectUri}',
  scope: '${scopeOf(client)}',
  code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
});
// Send the person to url.href. When they come back, at currentUrl:
const tokens = await oidc.authorizationCodeGrant(config, currentUrl, { pkceCodeVerifier: verifier });`;
};

const apache = ({
  client,
  issuer,
  secret,
}: Facts): string => `OIDCProviderMetadataURL ${issuer}/.well-known/openid-configuration
OIDCClientID ${client.id}
OIDCClientSecret ${secret}
OIDCRedirectURI ${client.redirectUris[0] ?? 'https://app.example/protected/callback'}
OIDCScope "${scopeOf(client)}"
OIDCPKCEMethod S256
OIDCCryptoPassphrase CHOOSE_A_LONG_ONE

<Location /protected>
  AuthType openid-connect
  Require valid-user
</Location>`;

const device = ({
  client,
  issuer,
  basePath,
}: Facts): string => `# 1. Ask for a code; show the person verification_uri and user_code
curl -s ${issuer}${basePath}/device -d client_id=${client.id} --data-urlencode ${quoted(`scope=${scopeOf(client)}`)}

# 2. Ask for the tokens every few seconds, with the device_code of the answer
curl -s ${issuer}${basePath}/token -d client_id=${client.id} \\
  -d grant_type=urn:ietf:params:oauth:grant-type:device_code -d device_code=DEVICE_CODE`;

/** Texts to copy into what uses this client. */
export const snippetsOf = (facts: Facts): readonly Snippet[] => {
  const { grantTypes, authMethod } = facts.client;
  const hasSecret = authMethod.startsWith('client_secret');
  const machine: readonly Snippet[] =
    grantTypes.includes('client_credentials') && hasSecret
      ? [
          { id: 'snippet-curl', label: 'A token with curl', text: curl(facts) },
          { id: 'snippet-prometheus', label: 'Prometheus', text: prometheus(facts) },
        ]
      : [];
  const people: readonly Snippet[] = grantTypes.includes('authorization_code')
    ? [{ id: 'snippet-openid-client', label: 'openid-client (JavaScript)', text: openidClient(facts) }]
    : [];
  const proxy: readonly Snippet[] =
    grantTypes.includes('authorization_code') && hasSecret
      ? [{ id: 'snippet-apache', label: 'Apache, mod_auth_openidc', text: apache(facts) }]
      : [];
  const devices: readonly Snippet[] = grantTypes.some((type) => type.endsWith('device_code'))
    ? [{ id: 'snippet-device', label: 'On the device', text: device(facts) }]
    : [];
  return [...machine, ...people, ...proxy, ...devices];
};
