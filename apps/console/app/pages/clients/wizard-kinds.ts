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
  /** Whether it is made for one resource. */
  readonly hasResource?: boolean;
}

const FOR_PEOPLE = 'openid profile email offline_access';
const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';
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
  },
  {
    name: 'spa',
    title: 'Single-page application',
    text: 'People sign in; everything runs in the browser, without a secret.',
    settings: { authMethod: 'none', grantTypes: signsIn },
    scopes: FOR_PEOPLE,
    redirectExample: 'https://app.example/callback',
  },
  {
    name: 'native',
    title: 'Native application',
    text: 'On a telephone, a desktop or in a terminal, without a secret.',
    settings: { authMethod: 'none', applicationType: 'native', grantTypes: signsIn },
    scopes: FOR_PEOPLE,
    redirectExample: 'http://127.0.0.1/callback',
  },
  {
    name: 'machine',
    title: 'Service',
    text: 'A program that acts for itself: a job, a scraper, another API.',
    settings: { authMethod: 'client_secret_basic', grantTypes: ['client_credentials'] },
    scopes: '',
  },
  {
    name: 'device',
    title: 'Device',
    text: 'Without a keyboard or a browser: people confirm it elsewhere.',
    settings: { authMethod: 'none', grantTypes: [DEVICE_CODE, 'refresh_token'] },
    scopes: FOR_PEOPLE,
  },
  {
    name: 'mcp',
    title: 'MCP agent',
    text: 'An agent that calls the tools of an MCP server for a person.',
    settings: { authMethod: 'none', applicationType: 'native', grantTypes: signsIn },
    scopes: '',
    redirectExample: 'http://127.0.0.1/callback',
    hasResource: true,
  },
];
