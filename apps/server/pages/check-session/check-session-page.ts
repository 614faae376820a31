import { hash } from 'node:crypto';
import { stateCookieName } from '../../cookies/browser-cookies.ts';

/**
 * Answers `CLIENT_ID SESSION_STATE` with `unchanged`, `changed` or `error` (OpenID Connect Session Management §3.2). Where the
 * browser keeps its cookies from frames of other sites nothing can be told, and an application that hears `error` does not ask
 * again and again.
 */
const script = (cookieName: string): string => `addEventListener('message', async ({ data, source, origin }) => {
  const encode = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
  const judge = async () => {
    const [clientId, sessionState, other] = typeof data === 'string' ? data.split(' ') : [];
    const [digest, salt, more] = (sessionState ?? '').split('.');
    const known = document.cookie.split('; ').filter((pair) => pair.startsWith('${cookieName}='));
    if (!clientId || !digest || !salt || other !== undefined || more !== undefined || known.length !== 1) return 'error';
    const text = [clientId, origin, known[0].slice(${cookieName.length + 1}), salt].join(' ');
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    return encode(new Uint8Array(bytes)) === digest ? 'unchanged' : 'changed';
  };
  if (source === null || source === window || origin === 'null') return;
  source.postMessage(await judge().catch(() => 'error'), origin);
});`;

/** The page that applications frame to ask whether the person is still signed in: one script, and nothing to see. */
export const checkSessionPage = (issuer: string) => {
  const text = script(stateCookieName(issuer));
  const digest = hash('sha256', text, 'base64');
  return {
    body: `<!doctype html><meta charset="utf-8"><title>Session</title><script>${text}</script>`,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // Any application may frame it: it shows nothing, and answers only who knows a session_state
      'content-security-policy': `default-src 'none'; script-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`,
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'public, max-age=3600',
    },
  } as const;
};
