import { isReservedScope } from '@cardea/protocol';
import { parseHost } from './addresses.ts';
import { duration } from './duration.ts';
import { flag, listOf, oneOf, type Setting, setting, Unfit, wholeNumber } from './setting.ts';

const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/;

const parseScope = (input: string): string | Unfit => {
  if (!SCOPE.test(input)) return new Unfit('is not a scope');
  return isReservedScope(input) ? new Unfit('is for the management and the tools of the operator alone') : input;
};

/** `ISSUER=JWKS_URI`. */
const parsePublisher = (input: string): readonly [issuer: string, jwksUri: string] | Unfit => {
  const [issuer = '', jwksUri = ''] = input.split('=', 2);
  return issuer !== '' && jwksUri.startsWith('https://') && URL.canParse(jwksUri)
    ? [issuer, jwksUri]
    : new Unfit('is not an issuer, = and an https URL');
};

const parseHostPattern = (input: string): string | Unfit => {
  const bare = input.startsWith('*.') ? input.slice(2) : input;
  const host = parseHost(bare);
  if (host instanceof Unfit) return host;
  return (input.startsWith('*.') ? `*.${host}` : host).toLowerCase();
};

/** Clients that nobody has registered beforehand. */
export const registrationSettings = {
  registration: setting({
    env: 'CARDEA_REGISTRATION',
    key: 'registration.mode',
    schema: oneOf('off', 'token', 'open'),
    fallback: { development: 'open', production: 'off' },
    doc: 'Who may register a client at the registration endpoint: nobody (off), who has an initial access token (token), or anybody (open).',
    mend: 'Write off, token or open.',
  }),
  registrationScopes: setting({
    env: 'CARDEA_REGISTRATION_SCOPES',
    key: 'registration.scopes',
    schema: listOf(parseScope),
    fallback: '',
    doc: 'Scopes that clients may have which registered themselves or are known by their document, beside openid, profile, email, address, phone, offline_access and the scopes of the resources that take such clients.',
    mend: 'Write scopes with commas between them; none of the management.',
  }),
  softwarePublishers: setting({
    env: 'CARDEA_SOFTWARE_PUBLISHERS',
    key: 'registration.software_publishers',
    schema: listOf(parsePublisher),
    fallback: '',
    doc: 'Publishers whose software statements are believed: the issuer, = and the https URL of its key set.',
    mend: 'Write entries such as https://publisher.example=https://publisher.example/jwks.json, with commas between them.',
  }),
  requireSoftwareStatement: setting({
    env: 'CARDEA_REQUIRE_SOFTWARE_STATEMENT',
    key: 'registration.require_software_statement',
    schema: flag,
    fallback: 'false',
    doc: 'Whether a client must show a software statement of one of these publishers to register.',
    mend: 'Write true or false.',
  }),
  clientDocuments: setting({
    env: 'CARDEA_CLIENT_DOCUMENTS',
    key: 'client_documents.on',
    schema: flag,
    fallback: 'true',
    doc: 'Whether a client may be known by the address of a document in which it describes itself, as MCP clients are.',
    mend: 'Write true or false.',
  }),
  clientDocumentHosts: setting({
    env: 'CARDEA_CLIENT_DOCUMENT_HOSTS',
    key: 'client_documents.hosts',
    schema: listOf(parseHostPattern),
    fallback: '',
    fallbackDoc: 'any',
    doc: 'The hosts whose documents are followed; *. before a domain stands for all hosts below it.',
    mend: 'Write hosts such as app.example.com or *.example.com, with commas between them.',
  }),
  clientDocumentDeniedHosts: setting({
    env: 'CARDEA_CLIENT_DOCUMENT_DENIED_HOSTS',
    key: 'client_documents.denied_hosts',
    schema: listOf(parseHostPattern),
    fallback: '',
    doc: 'Hosts whose documents are not followed, whatever is allowed.',
    mend: 'Write hosts such as app.example.com or *.example.com, with commas between them.',
  }),
  clientDocumentMinSeconds: setting({
    env: 'CARDEA_CLIENT_DOCUMENT_MIN_TTL',
    key: 'client_documents.min_ttl',
    schema: duration('1s', '1d'),
    fallback: '5m',
    doc: 'How long the document of a client is good at least, whatever its server says.',
    mend: 'Write a duration such as 5m.',
  }),
  clientDocumentMaxSeconds: setting({
    env: 'CARDEA_CLIENT_DOCUMENT_MAX_TTL',
    key: 'client_documents.max_ttl',
    schema: duration('1s', '30d'),
    fallback: '1d',
    doc: 'How long the document of a client is good at most.',
    mend: 'Write a duration such as 1d.',
  }),
  clientDocumentBurst: setting({
    env: 'CARDEA_CLIENT_DOCUMENT_BURST',
    key: 'limits.client_document_burst',
    schema: wholeNumber(1, 100_000),
    fallback: '20',
    doc: 'How many documents of clients are fetched at once for one network, and a tenth of how many from one host.',
    mend: 'Write a number such as 20.',
  }),
  clientDocumentIntervalSeconds: setting({
    env: 'CARDEA_CLIENT_DOCUMENT_INTERVAL',
    key: 'limits.client_document_interval',
    schema: duration('1s', '1d'),
    fallback: '5s',
    doc: 'How long after a burst until one more document is fetched.',
    mend: 'Write a duration such as 5s.',
  }),
  unusedClientSeconds: setting({
    env: 'CARDEA_UNUSED_CLIENT_TTL',
    key: 'registration.unused_client_ttl',
    schema: duration('1h', '3650d'),
    fallback: '30d',
    doc: 'How long a client that no operator registered is kept without getting anything, once nobody lets it do anything.',
    mend: 'Write a duration such as 30d.',
  }),
  registrationBurst: setting({
    env: 'CARDEA_REGISTRATION_BURST',
    key: 'limits.registration_burst',
    schema: wholeNumber(1, 100_000),
    fallback: '20',
    doc: 'How many clients one network may register at once.',
    mend: 'Write a number such as 20.',
  }),
  registrationIntervalSeconds: setting({
    env: 'CARDEA_REGISTRATION_INTERVAL',
    key: 'limits.registration_interval',
    schema: duration('1s', '1d'),
    fallback: '1m',
    doc: 'How long after a burst until one more registration is allowed.',
    mend: 'Write a duration such as 1m.',
  }),
} as const satisfies Readonly<Record<string, Setting>>;
