import type { CheckName } from './checks/checks.ts';

const PUT = ['server', 'method', 'form'] as const;
const CLIENT = ['clientNamed', 'attempts', 'clientKnown', 'clientEnabled', 'clientMethod', 'clientProof'] as const;
const BEARER = ['bearerPresented', 'bearerKnown', 'bearerLive', 'bearerProof', 'bearerAllows', 'attempts'] as const;
const TARGET_AND_SCOPE = ['targetForm', 'targetAllowed', 'scopeForm', 'scopeAllowed'] as const;
const REQUEST = [
  'requestWay',
  'authorizeLengths',
  'responseType',
  'pkce',
  'scopeForm',
  'openid',
  'scopeAllowed',
  'targetForm',
  'nonce',
  'authorizeValues',
  'targetAllowed',
] as const;

/** The checks of an endpoint in the order in which it makes them. */
export interface Sequence {
  readonly checks: readonly CheckName[];
  /** How it goes on, by the grant that is asked for. */
  readonly ways?: Readonly<Record<string, readonly CheckName[]>>;
}

/** By the type of the grant. */
const grantWays: Readonly<Record<string, readonly CheckName[]>> = {
  client_credentials: ['grantConfidential', ...TARGET_AND_SCOPE, 'issued'],
  authorization_code: [
    'codeKnown',
    'codeClient',
    'codeRequest',
    'codeUnused',
    'proofOfTheSame',
    'codeStanding',
    'targetForm',
    'refreshPortion',
    'targetAllowed',
    'issued',
  ],
  refresh_token: [
    'refreshKnown',
    'refreshClient',
    'refreshUnused',
    'proofOfTheSame',
    'refreshStanding',
    'targetForm',
    'refreshPortion',
    'targetAllowed',
    'issued',
  ],
  'urn:ietf:params:oauth:grant-type:device_code': [
    'deviceKnown',
    'deviceClient',
    'deviceUnused',
    'deviceAnswered',
    'deviceStanding',
    'targetForm',
    'refreshPortion',
    'targetAllowed',
    'issued',
  ],
  'urn:ietf:params:oauth:grant-type:jwt-bearer': [
    'grantConfidential',
    'assertionIssuer',
    'assertionSignature',
    'assertionClaims',
    'assertionSubject',
    ...TARGET_AND_SCOPE,
    'issued',
  ],
  password: [
    'passwordSession',
    'passwordPolicy',
    'passwordSignIn',
    ...TARGET_AND_SCOPE,
    'password',
    'passwordAlone',
    'appPasswordRoom',
    'issued',
  ],
  session: ['passwordSession', 'passwordSignIn', 'scopeForm', 'scopeAllowed', 'appPasswordRoom', 'issued'],
  'urn:ietf:params:oauth:grant-type:token-exchange': [
    'exchangeTypes',
    'grantConfidential',
    'exchangeTarget',
    'targetForm',
    'targetAllowed',
    'assertionIssuer',
    'assertionSignature',
    'assertionClaims',
    'assertionSubject',
    'exchangeTokens',
    'exchangeDelegation',
    'scopeForm',
    'exchangeScope',
    'issued',
  ],
};

/** By the name of the endpoint. */
export const sequences: Readonly<Record<string, Sequence>> = {
  token: {
    checks: [...PUT, ...CLIENT, 'clientRate', 'grantKnown', 'grantRegistered', 'parameters', 'proof'],
    ways: grantWays,
  },
  authorize: {
    checks: [
      ...PUT,
      'arrivals',
      'authorizeClient',
      'pushed',
      'redirectUri',
      'requestObject',
      ...REQUEST,
      'signedIn',
      'allowed',
      'frontChannel',
    ],
  },
  par: {
    checks: [
      ...PUT,
      ...CLIENT,
      'arrivals',
      'clientRate',
      'pushed',
      'requestObject',
      'redirectUri',
      ...REQUEST,
      'proof',
      'proofOfTheSame',
    ],
  },
  'device-authorization': {
    checks: [
      ...PUT,
      ...CLIENT,
      'grantRegistered',
      'scopeForm',
      'scopeAllowed',
      'targetForm',
      'targetAllowed',
      'clientRate',
    ],
  },
  introspect: { checks: [...PUT, ...CLIENT, 'parameters'] },
  revoke: { checks: [...PUT, ...CLIENT, 'parameters'] },
  userinfo: { checks: [...PUT, ...BEARER] },
  admin: { checks: ['server', 'method', ...BEARER] },
  metrics: { checks: ['server', 'method', ...BEARER] },
  register: { checks: [...PUT, 'registrationForm', 'registrationToken', 'registrationMetadata'] },
  'registered client': { checks: [...PUT, 'registrationForm', 'registrationToken', 'registrationMetadata'] },
  'end-session': { checks: [...PUT, 'parameters', 'logout'] },
};

/** Of pages: the form, the sign-in that it belongs to, and then what the page is for. */
export const pageSequence: Sequence = { checks: [...PUT, 'parameters', 'page'] };
