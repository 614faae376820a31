import { parseCidr, parseHost } from './addresses.ts';
import { duration } from './duration.ts';
import { flag, listOf, oneOf, optional, type Setting, setting, text, wholeNumber } from './setting.ts';
import { parseBasePath, parseIssuer, parseOrigin } from './urls.ts';

/** 2273 is CARD on the keys of a telephone; no server in common use listens there. */
const DEFAULT_PORT = '2273';

/** How the server is reached and by which rules it plays. */
export const serverSettings = {
  mode: setting({
    env: 'CARDEA_MODE',
    key: 'mode',
    schema: oneOf('development', 'production'),
    fallback: '{mode}',
    fallbackDoc: 'production where NODE_ENV is production or the issuer is not this machine; development otherwise',
    doc: 'Production is strict about its settings and has no demo data.',
    mend: 'Write development or production, or leave it out.',
  }),
  issuer: setting({
    env: 'CARDEA_ISSUER',
    key: 'issuer',
    schema: text(parseIssuer),
    fallback: { development: '{scheme}://localhost:{port}', production: undefined },
    doc: 'The URL by which clients know this server; it stands in every token. It may have a path.',
    mend: 'Write the public https URL without query, fragment or trailing slash: CARDEA_ISSUER=https://id.example.com',
  }),
  host: setting({
    env: 'CARDEA_HOST',
    key: 'host',
    schema: text(parseHost),
    fallback: { development: '127.0.0.1', production: '0.0.0.0' },
    doc: 'The address to listen on: 127.0.0.1 for this machine alone, 0.0.0.0 or :: for all.',
    mend: 'Write an address of this machine, such as 127.0.0.1 or 0.0.0.0.',
  }),
  port: setting({
    env: 'CARDEA_PORT',
    key: 'port',
    schema: wholeNumber(0, 65_535),
    fallback: DEFAULT_PORT,
    doc: 'The TCP port to listen on; 0 for any free one.',
    mend: `Write a free port, such as ${DEFAULT_PORT}.`,
  }),
  basePath: setting({
    env: 'CARDEA_BASE_PATH',
    key: 'base_path',
    schema: text(parseBasePath),
    fallback: '/api/v1/oauth',
    doc: 'The path before the OAuth endpoints.',
    mend: 'Write a path such as /api/v1/oauth.',
  }),
  profile: setting({
    env: 'CARDEA_PROFILE',
    key: 'profile',
    schema: oneOf('oauth21', 'oidc', 'fapi2'),
    fallback: 'oauth21',
    doc: 'The bundle of rules: oauth21, oidc (all that OpenID Connect allows) or fapi2 (the strictest). See docs/guides/profiles.md.',
    mend: 'Write oauth21, oidc or fapi2.',
  }),
  requirePushedRequests: setting({
    env: 'CARDEA_REQUIRE_PUSHED_REQUESTS',
    key: 'require_pushed_requests',
    schema: flag,
    fallback: 'false',
    doc: 'Whether every client must push its authorization requests (RFC 9126); the profile fapi2 asks for it in any case.',
    mend: 'Write true or false.',
  }),
  demo: setting({
    env: 'CARDEA_DEMO',
    key: 'demo',
    schema: flag,
    fallback: { development: 'true', production: 'false' },
    doc: 'Whether a first start makes a demo client; never in production.',
    mend: 'Write true or false.',
  }),
  shutdownDrainSeconds: setting({
    env: 'CARDEA_SHUTDOWN_DRAIN',
    key: 'shutdown_drain',
    schema: duration('0s', '10m'),
    fallback: '10s',
    doc: 'How long a stopping server waits for the requests in flight.',
    mend: 'Write a duration such as 10s.',
  }),
  tlsCert: optional({
    env: 'CARDEA_TLS_CERT',
    key: 'tls.cert',
    schema: text((path) => path),
    doc: 'The file of the TLS certificate and its chain (PEM); read again when it changes.',
    mend: 'Write the path of a PEM file.',
    relative: 'path',
  }),
  tlsKey: optional({
    env: 'CARDEA_TLS_KEY',
    key: 'tls.key',
    schema: text((path) => path),
    doc: 'The file of the private key of the TLS certificate (PEM).',
    mend: 'Write the path of a PEM file.',
    relative: 'path',
  }),
  trustedProxies: setting({
    env: 'CARDEA_TRUSTED_PROXIES',
    key: 'proxy.trusted',
    schema: listOf(parseCidr),
    fallback: '',
    doc: 'Addresses of the proxies in front (CIDR). From them alone the caller is taken from the header below.',
    mend: 'Write addresses or blocks such as 127.0.0.1 or 10.0.0.0/8, with commas between them.',
  }),
  proxyHeader: setting({
    env: 'CARDEA_PROXY_HEADER',
    key: 'proxy.header',
    schema: oneOf('x-forwarded', 'forwarded'),
    fallback: 'x-forwarded',
    doc: 'What the proxies set: x-forwarded (X-Forwarded-For, X-Forwarded-Proto) or forwarded (RFC 7239). The other is ignored.',
    mend: 'Write x-forwarded or forwarded.',
  }),
  corsOrigins: setting({
    env: 'CARDEA_CORS_ORIGINS',
    key: 'cors_origins',
    schema: listOf(parseOrigin),
    fallback: '',
    doc: 'Origins of the browser applications that may call the token, revocation and userinfo endpoints.',
    mend: 'Write origins such as https://app.example.com, with commas between them.',
  }),
} as const satisfies Readonly<Record<string, Setting>>;
