export const REDACTED = '[redacted]';

const MAX_TEXT_CHARS = 4096;

/** What follows a secret's name in a dump, a form or a JSON text: up to its closing quote, or to where it can end. */
const QUOTED = String.raw`(\\*)(["'])[\s\S]*?(?:(?<!\\)\2\3|$)`;
const NAMES =
  'password|passwd|passphrase|secret|assertion|verifier|cookie|authorization|(?:api|private|master)[_-]?key|(?:device|user)[_-]?code';

const rules: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g, REDACTED],
  // "client_secret":"…", also inside a JSON text that was itself quoted
  [new RegExp(String.raw`((?:${NAMES}|token)\\*["']?\s*[:=]\s*)${QUOTED}`, 'gi'), `$1$2$3${REDACTED}$2$3`],
  // client_secret=… in a form or a URL, once or twice encoded
  [new RegExp(String.raw`((?:${NAMES}|token)\s*(?:=|%(?:25)*3D)\s*)[^&\s"'<>\\]+`, 'gi'), `$1${REDACTED}`],
  // A header or a sentence: the rest of the line
  [
    new RegExp(
      String.raw`((?:${NAMES}|auth-token|access.token|refresh.token|id.token)\s*:\s*)(?!\s|\\*["']?\[redacted)[^\r\n"'\\]+`,
      'gi',
    ),
    `$1${REDACTED}`,
  ],
  [/([?&](?:code|otp)=)[^&\s"'#]+/gi, `$1${REDACTED}`],
  [/cda_([a-z]{2})_[A-Za-z0-9_-]+/g, `cda_$1_${REDACTED}`],
  [/eyJ[\w-]{10,}(?:\.[\w-]*){1,4}|e(?:yA|w[o0k])[\w-]{16,}\.[\w-]{16,}(?:\.[\w-]*){1,3}/g, REDACTED],
  [
    /\b(basic|bearer|dpop)((?:\s|%20|\+)+)(?!(?:tokens?|scheme|challenge|header|authentication|authorization|credentials?)(?:\s|$)|(?:realm|error)="|\[redacted)[^\s"'<>,;\\]+/gi,
    `$1$2${REDACTED}`,
  ],
  [/\/\/[^\s/?#@]+@/g, `//${REDACTED}@`],
  [/\$argon2(?:id|i|d)\$[^\s"'\\]+/g, REDACTED],
];

/** What every rule needs in a text; spares the rules for most texts. */
const SUSPICIOUS = /[=:@]|%(?:25)*3D|cda_|ey[JA]|ew[o0k]|basic|bearer|dpop|\$argon|-----B/i;

/** The text without handles, JWTs, credentials, secrets by name, private keys and password hashes. */
export const redactText = (text: string): string => {
  const short = text.length > MAX_TEXT_CHARS ? `${text.slice(0, MAX_TEXT_CHARS)}…` : text;
  if (!SUSPICIOUS.test(short)) return short;
  let clean = short;
  for (const [pattern, replacement] of rules) clean = clean.replace(pattern, replacement);
  return clean;
};
