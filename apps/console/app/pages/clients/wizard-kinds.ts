import type { Inputs } from '../../api/api.ts';

type NewClient = Inputs['clients']['add'];

export interface WizardKind {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  /** What every client of this kind has. */
  readonly settings: Omit<NewClient, 'name'>;
  /** Scopes that are usual for it. */
  readonly scopes: string;
  /** An address that people come back to, as an example; absent where nobody does. */
  readonly redirectExample?: string;
  /** What the resource is called that its tokens are for, where it has one. */
  readonly resource?: string;
  /** Whether it is for resources that it gets tokens for by exchange. */
  readonly exchanges?: boolean;
  /** Where it is told how to go on, in the folder docs/guides. */
  readonly guide: string;
}

const FOR_PEOPLE = 'openid profile email offline_access';
const URN = 'urn:ietf:params:oauth:grant-type:';
const DEVICE_CODE = `${URN}device_code`;
const signsIn = ['authorization_code', 'refresh_token'] as const;

/** What somebody may want to register, with the settings that fit. */
export const wizardKinds: readonly WizardKind[] = [
  {
    name: 'web',
    title: 'Web application',
    text: 'People sign in; a server of its own keeps a secret.',
    settings: { authMethod: 'client_secret_basic', grantTypes: signsIn },
    scopes: FOR_PEOPLE,
    redirectExample: 'https://app.example/callback',
    guide: 'sign-in.md',
  },
  {
    name: 'spa',
    title: 'Single-page application',
    text: 'People sign in; everything runs in the browser, without a secret.',
    settings: { authMethod: 'none', grantTypes: signsIn },
    scopes: FOR_PEOPLE,
    redirectExample: 'https://app.example/callback',
    guide: 'sign-in.md',
  },
  {
    name: 'native',
    title: 'Native application',
    text: 'On a telephone, a desktop or in a terminal, without a secret.',
    settings: { authMethod: 'none', applicationType: 'native', grantTypes: signsIn },
    scopes: FOR_PEOPLE,
    redirectExample: 'http://127.0.0.1/callback',
    guide: 'sign-in.md',
  },
  {
    name: 'machine',
    title: 'Service',
    text: 'A program that acts for itself: a job, a scraper, another API.',
    settings: { authMethod: 'client_secret_basic', grantTypes: ['client_credentials'] },
    scopes: '',
    resource: 'Resource',
    guide: 'first-token.md',
  },
  {
    name: 'device',
    title: 'Device',
    text: 'Without a keyboard or a browser: people confirm it elsewhere.',
    settings: { authMethod: 'none', grantTypes: [DEVICE_CODE, 'refresh_token'] },
    scopes: FOR_PEOPLE,
    guide: 'device.md',
  },
  {
    name: 'mcp',
    title: 'MCP agent',
    text: 'An agent that calls the tools of an MCP server for a person.',
    settings: { authMethod: 'none', applicationType: 'native', grantTypes: signsIn },
    scopes: '',
    redirectExample: 'http://127.0.0.1/callback',
    resource: 'MCP server',
    guide: 'mcp.md',
  },
  {
    name: 'exchange',
    title: 'Service behind an API',
    text: 'It calls another API in the name of whoever called it: it exchanges their token.',
    settings: { authMethod: 'client_secret_basic', grantTypes: [`${URN}token-exchange`] },
    scopes: '',
    exchanges: true,
    guide: 'token-exchange.md',
  },
  {
    name: 'assertion',
    title: 'Build server or partner',
    text: 'It trades what an issuer has signed that is trusted here for a token.',
    settings: { authMethod: 'client_secret_basic', grantTypes: [`${URN}jwt-bearer`] },
    scopes: '',
    resource: 'Resource',
    guide: 'jwt-bearer.md',
  },
  {
    name: 'legacy',
    title: 'Old program',
    text: 'It knows nothing but a person’s user name and password. Only where it cannot do better.',
    settings: { authMethod: 'client_secret_basic', grantTypes: ['password', 'session'] },
    scopes: '',
    guide: 'password-and-session.md',
  },
];
