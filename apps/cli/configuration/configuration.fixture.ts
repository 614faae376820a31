import fc from 'fast-check';

const SCOPES = ['photos:read', 'photos:write', 'files', 'reports:read'];
const RESOURCES = ['https://a.example', 'https://b.example', 'https://c.example'];
const CLIENTS = ['web', 'app', 'job', 'api'];
const JWKS = {
  keys: [
    {
      kty: 'EC',
      crv: 'P-256',
      x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
      y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
      kid: 'one',
      x5t: 'left out by the server',
    },
  ],
};

const name = fc.constantFrom('Photos', 'Fotos für alle', '写真', 'O’Neill & Sons', 'x');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const some = (from: readonly string[]) => fc.subarray([...from]);
const boolean = maybe(fc.boolean());
const seconds = maybe(fc.integer({ min: 60, max: 3600 }));

const scope = (of: string) =>
  fc.record({ name: fc.constant(of), description: maybe(name), claims: maybe(some(['name', 'email'])) });

const resource = (uri: string, clients: readonly string[]) =>
  fc.record({
    uri: fc.constant(uri),
    name,
    enabled: boolean,
    tokenFormat: maybe(fc.constantFrom('opaque', 'jwt')),
    scopes: maybe(some(SCOPES)),
    introspectors: maybe(some(clients)),
    selfRegistered: boolean,
    accessTokenTtlSeconds: seconds,
  });

interface Method {
  readonly authMethod?: string;
  readonly jwks?: typeof JWKS;
  readonly jwksUri?: string;
  readonly assertionAlgorithm?: string;
}
const methods: readonly Method[] = [
  {},
  { authMethod: 'client_secret_post' },
  { authMethod: 'client_secret_jwt', assertionAlgorithm: 'HS256' },
  { authMethod: 'private_key_jwt', jwks: JWKS },
  { authMethod: 'private_key_jwt', jwksUri: 'https://keys.example/jwks', assertionAlgorithm: 'ES256' },
  { authMethod: 'none' },
];

const common = (id: string, resources: readonly string[]) => ({
  id: fc.constant(id),
  name,
  enabled: boolean,
  scopes: maybe(some(SCOPES)),
  resources: maybe(some(resources)),
  accessTokenTtlSeconds: seconds,
  tokenLimit: maybe(fc.integer({ min: 1, max: 10 })),
  contacts: maybe(fc.constant(['admin@people.example'])),
  dpopBoundAccessTokens: boolean,
  exchangeTargets: maybe(some(resources)),
});

const machine = (id: string, resources: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...methods.slice(0, -1)),
      fc.record({ ...common(id, resources), grantTypes: fc.constant(['client_credentials']) }),
    )
    .map(([method, settings]) => ({ ...settings, ...method }));

const application = (id: string, resources: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...methods),
      fc.record({
        ...common(id, resources),
        grantTypes: fc.constantFrom(['authorization_code'], ['authorization_code', 'refresh_token']),
        redirectUris: fc.constantFrom(
          ['https://app.example/back'],
          ['https://app.example/back', 'https://other.example/back'],
        ),
        postLogoutRedirectUris: maybe(fc.constant(['https://app.example/bye'])),
        applicationType: maybe(fc.constantFrom('web', 'native')),
        consent: maybe(fc.constantFrom('explicit', 'remembered', 'implicit')),
        factors: maybe(fc.constantFrom('one_factor', 'two_factors')),
        subjectType: maybe(fc.constant('public')),
        requirePushedRequests: boolean,
        logoUri: maybe(fc.constant('https://app.example/logo.png')),
        localized: maybe(fc.constant({ 'client_name#de': 'Anwendung' })),
        refreshMaxSeconds: seconds,
        rotateRefreshTokens: maybe(fc.constant(true)),
      }),
    )
    .map(([method, settings]) => ({ ...settings, ...method }));

const providers = fc.subarray([0, 1, 2]).chain((chosen) =>
  fc.tuple(
    ...chosen.map((which) =>
      fc.record({ name, enabled: boolean, refreshProfile: boolean }).map((settings) => ({
        ...settings,
        ...[
          {
            id: 'github',
            preset: 'github',
            clientId: 'g',
            authMethod: 'client_secret_post',
            clientSecret: { env: 'PROVIDER_GITHUB_SECRET' },
            scopes: ['read:user'],
          },
          {
            id: 'work',
            issuer: 'https://work.example',
            clientId: 'w',
            authMethod: 'private_key_jwt',
            scopes: ['openid', 'email'],
            trustsEmail: true,
            allowedDomains: ['work.example'],
          },
          {
            id: 'home-lab',
            issuer: 'https://home.example',
            clientId: 'h',
            authMethod: 'client_secret_basic',
            clientSecret: { env: 'PROVIDER_HOME_LAB_SECRET' },
            scopes: ['openid'],
          },
        ][which],
      })),
    ),
  ),
);

/** What the secrets of the providers are applied with. */
export const PROVIDER_SECRETS = {
  PROVIDER_GITHUB_SECRET: 'a secret of github',
  PROVIDER_HOME_LAB_SECRET: 'a secret of the house',
};

const trustedIssuers = (clients: readonly string[]) =>
  maybe(
    fc.record({
      issuer: fc.constant('https://partner.example'),
      name,
      jwksUri: fc.constant('https://partner.example/keys'),
      enabled: boolean,
      subjects: fc.constantFrom('account', 'email', 'linked', 'service'),
      scopes: maybe(some(SCOPES)),
      clients: maybe(some(clients)),
    }),
  ).map((issuer) => (issuer === undefined ? [] : [issuer]));

const settings = fc
  .record({
    'registration.mode': maybe(fc.constantFrom('off', 'token', 'open')),
    session_idle: maybe(fc.constantFrom('12h', '2d')),
  })
  .map((values) => Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])));

const looks = (client: string) =>
  fc.record({
    client: fc.constant(client),
    name: fc.constantFrom('Photos', 'Fotos'),
    accent: maybe(fc.constantFrom('#3B5', '#3b5bdb', '#0A7D3C')),
    signInTexts: maybe(fc.constant({ '*': 'Hello', de: 'Hallo' })),
    helpUri: maybe(fc.constant('https://help.example')),
  });

const each = <T>(names: readonly string[], of: (name: string) => fc.Arbitrary<T>) =>
  fc.tuple(...names.map(of)).map((all) => [...all]);

/** Any configuration that a server takes, as somebody would write it. */
export const configurations = fc.tuple(some(RESOURCES), some(CLIENTS)).chain(([resources, clients]) =>
  fc.record({
    cardea: fc.constant(1),
    scopes: each(SCOPES, scope),
    resources: each(resources, (uri) => resource(uri, clients)),
    clients: each(clients, (id) => fc.oneof(machine(id, resources), application(id, resources))),
    identityProviders: providers,
    trustedIssuers: trustedIssuers(clients),
    settings: settings,
    branding: some(['*', ...clients]).chain((owners) => each(owners, looks)),
  }),
);
