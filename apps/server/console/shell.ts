import type { BuiltConsole } from '@cardea/console';

/** What a browser is told about the console: scripts, styles and calls of this origin, and nothing else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cache-control': 'no-store',
} as const;

const page = ({ script, styles, first }: BuiltConsole, assets: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Cardea console</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets}/${styles.name}">
${first
  .map(
    ({ name }) => `<link rel="modulepreload" href="${assets}/${name}">
`,
  )
  .join('')}<script type="module" src="${assets}/${script.name}"></script>
</head>
<body>
<div id="console"></div>
<noscript>The console needs JavaScript. The command line does the same: cardea --help</noscript>
</body>
</html>
`;

/** The one page of the console. It says nothing of anybody: what it shows, its script asks for. */
export const respondShell = (built: BuiltConsole, assets: string): Response =>
  new Response(page(built, assets), { headers: HEADERS });
