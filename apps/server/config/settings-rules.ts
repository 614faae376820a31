import { profiles } from '@cardea/core';
import { isLoopbackHost } from './loopback.ts';
import { type SettingName, type Settings, settingsTable } from './settings-table.ts';

/** Settings of which some may be missing or wrong: rules about those are silent. */
type Partly = Partial<Settings>;

/** What must hold between settings. `check` says what is wrong as the rest of a sentence. */
interface SettingsRule {
  readonly about: SettingName;
  readonly productionOnly: boolean;
  readonly check: (settings: Partly) => string | undefined | false;
  readonly mend: string;
}

const hostOf = (issuer: string): string => new URL(issuer).hostname;

export const settingsRules: readonly SettingsRule[] = [
  {
    about: 'issuer',
    productionOnly: true,
    check: ({ issuer }) => issuer?.startsWith('http:') && 'is not https, so tokens would travel in the clear',
    mend: 'Write the https URL that clients use, or CARDEA_MODE=development to try things out.',
  },
  {
    about: 'demo',
    productionOnly: true,
    check: ({ demo }) => demo && 'would make a demo client in production',
    mend: 'Leave it out.',
  },
  {
    about: 'port',
    productionOnly: false,
    check: ({ port, issuer }) =>
      port === 0 && issuer?.endsWith('localhost:0') && 'picks any free port, so the issuer cannot be guessed',
    mend: 'Write a port, or set CARDEA_ISSUER.',
  },
  {
    about: 'tlsKey',
    productionOnly: false,
    check: ({ tlsCert, tlsKey }) =>
      tlsCert !== undefined && tlsKey === undefined && 'is missing, and CARDEA_TLS_CERT is set',
    mend: 'Set both or neither.',
  },
  {
    about: 'tlsCert',
    productionOnly: false,
    check: ({ tlsCert, tlsKey }) =>
      tlsKey !== undefined && tlsCert === undefined && 'is missing, and CARDEA_TLS_KEY is set',
    mend: 'Set both or neither.',
  },
  {
    about: 'issuer',
    productionOnly: false,
    check: ({ mode, issuer, tlsCert }) =>
      mode === 'development' &&
      issuer?.startsWith('http:') &&
      tlsCert !== undefined &&
      'is not https although TLS is on',
    mend: 'Write the https URL, or leave CARDEA_TLS_CERT and CARDEA_TLS_KEY out.',
  },
  {
    about: 'maxAccessTokenTtlSeconds',
    productionOnly: false,
    check: ({ maxAccessTokenTtlSeconds: max, accessTokenTtlSeconds: ttl }) =>
      max !== undefined && ttl !== undefined && max < ttl && 'is shorter than the ordinary lifetime of a token',
    mend: 'Write at least what CARDEA_ACCESS_TOKEN_TTL says.',
  },
  {
    about: 'signingAlgorithms',
    productionOnly: false,
    check: ({ profile, signingAlgorithms = [] }) => {
      const { algorithms, neededAlgorithms } = profiles[profile ?? 'oauth21'];
      const missing = neededAlgorithms.find((algorithm) => !signingAlgorithms.some((one) => one === algorithm));
      if (missing !== undefined) return `lacks ${missing}, which the profile ${profile} needs`;
      const forbidden = signingAlgorithms.find((algorithm) => algorithms?.includes(algorithm) === false);
      return forbidden !== undefined && `holds ${forbidden}, which the profile ${profile} forbids`;
    },
    mend: 'Leave it out for what the profile needs, or choose another CARDEA_PROFILE.',
  },
  {
    about: 'clientDocumentMaxSeconds',
    productionOnly: false,
    check: ({ clientDocumentMinSeconds: min, clientDocumentMaxSeconds: max }) =>
      min !== undefined && max !== undefined && max < min && 'is shorter than the least lifetime of a document',
    mend: 'Write at least what CARDEA_CLIENT_DOCUMENT_MIN_TTL says.',
  },
  {
    about: 'requireSoftwareStatement',
    productionOnly: false,
    check: ({ requireSoftwareStatement, softwarePublishers }) =>
      requireSoftwareStatement === true &&
      softwarePublishers?.length === 0 &&
      'asks for statements, and nobody may make one',
    mend: 'Name publishers with CARDEA_SOFTWARE_PUBLISHERS, or leave it out.',
  },
  {
    about: 'databaseToken',
    productionOnly: false,
    check: ({ databaseUrl, databaseToken }) =>
      databaseToken !== undefined && databaseUrl?.startsWith('file:') && 'is set, and the database is a file',
    mend: 'Set CARDEA_DATABASE_URL to the libSQL server, or leave the token out.',
  },
  {
    about: 'mailFrom',
    productionOnly: false,
    // One that is wrong is not here at all, and was told of already
    check: (settings) =>
      settings.smtp !== undefined &&
      'mailFrom' in settings &&
      settings.mailFrom === undefined &&
      'is missing, and CARDEA_SMTP_URL is set',
    mend: 'Write the address that mail is sent from.',
  },
  {
    about: 'smtpPassword',
    productionOnly: false,
    check: ({ smtp, smtpPassword }) =>
      smtpPassword !== undefined &&
      smtp?.user === undefined &&
      'is set, and CARDEA_SMTP_URL has no user name that it could belong to',
    mend: 'Write smtps://user@host in CARDEA_SMTP_URL, or leave the password out.',
  },
  {
    about: 'smtpTls',
    productionOnly: false,
    check: ({ smtp, smtpTls }) =>
      smtpTls === 'off' &&
      smtp?.user !== undefined &&
      !smtp.implicitTls &&
      !isLoopbackHost(smtp.host) &&
      'would send the password of the mail server in the clear',
    mend: 'Write required, or leave it out.',
  },
  {
    about: 'signUp',
    productionOnly: true,
    check: ({ signUp, smtp }) => signUp === 'verified_email' && smtp === undefined && 'needs a mail server',
    mend: 'Set CARDEA_SMTP_URL and CARDEA_MAIL_FROM, or write off.',
  },
  {
    about: 'emailStep',
    productionOnly: true,
    check: ({ emailStep, smtp }) => emailStep === true && smtp === undefined && 'needs a mail server',
    mend: 'Set CARDEA_SMTP_URL and CARDEA_MAIL_FROM, or write false.',
  },
  {
    about: 'emailCodes',
    productionOnly: true,
    check: ({ emailCodes, smtp }) => emailCodes === true && smtp === undefined && 'needs a mail server',
    mend: 'Set CARDEA_SMTP_URL and CARDEA_MAIL_FROM, or write false.',
  },
];

/** What does not hold between settings, as a sentence; undefined where all does. */
export const brokenRule = (settings: Settings): string | undefined => {
  for (const { about, productionOnly, check } of settingsRules) {
    const problem = (!productionOnly || settings.mode === 'production') && check(settings);
    if (problem) return `${settingsTable[about].env} ${problem}`;
  }
  return undefined;
};

const mayAnybodyRegister = ({ registration, host }: Settings): boolean =>
  registration === 'open' && !isLoopbackHost(host);

/** What may be meant so and is worth a word to the operator: one sentence each. */
export const settingsWarnings = (settings: Settings): readonly string[] => {
  const { mode, issuer, tlsCert, trustedProxies, databaseSynchronous, host, databaseUrl, smtp } = settings;
  const https = issuer.startsWith('https:');
  return [
    https && tlsCert === undefined && trustedProxies.length === 0
      ? 'The issuer is https, but there is neither a TLS certificate (CARDEA_TLS_CERT) nor a trusted proxy (CARDEA_TRUSTED_PROXIES): all callers behind a proxy share one address and one limit.'
      : '',
    mode === 'development' && !isLoopbackHost(host)
      ? `Development mode listens on ${host}: whoever reaches this machine can use the demo client.`
      : '',
    mayAnybodyRegister(settings) && !settings.requireSoftwareStatement
      ? 'CARDEA_REGISTRATION=open lets whoever reaches this server register a client; what it says of itself is checked by nobody.'
      : '',
    mode === 'production' && isLoopbackHost(hostOf(issuer))
      ? `The issuer ${issuer} names this machine, which no other can reach.`
      : '',
    mode === 'production' && isLoopbackHost(host) && trustedProxies.length === 0
      ? `CARDEA_HOST=${host} is reached from this machine alone. For a proxy on it, set CARDEA_TRUSTED_PROXIES=${host}.`
      : '',
    databaseUrl.startsWith('http:') && !isLoopbackHost(hostOf(databaseUrl))
      ? 'The connection to the database is not encrypted: write an https: or libsql: URL, or keep it inside a private network.'
      : '',
    mode === 'production' && databaseSynchronous === 'NORMAL'
      ? 'CARDEA_DATABASE_SYNCHRONOUS=NORMAL may lose acknowledged tokens when the power fails.'
      : '',
    smtp === undefined && mode === 'production'
      ? 'No mail server is configured (CARDEA_SMTP_URL): forgotten passwords, registration, invitations and codes by e-mail are off.'
      : '',
  ].filter((warning) => warning !== '');
};
