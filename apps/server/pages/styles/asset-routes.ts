import { issuerPath } from '../../http/issuer-path.ts';
import { passkeyScript } from '../scripts/passkey-script.ts';
import { stylesheet } from './stylesheet.ts';

const A_YEAR_SECONDS = 31_536_000;

/** Files of the pages, which Bun answers without running our code. Their names change with their content. */
export const assetRoutes = (
  issuer: string,
  { closing }: { readonly closing: boolean },
): Readonly<Record<string, { readonly GET: Response }>> => {
  const root = issuerPath(issuer);
  const routes = [stylesheet, passkeyScript].map(({ path, contentType, body }) => {
    const headers = {
      'content-type': contentType,
      'cache-control': `public, max-age=${A_YEAR_SECONDS}, immutable`,
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      ...(closing ? { connection: 'close' } : {}),
    };
    return [root + path, { GET: new Response(body, { headers }) }] as const;
  });
  return Object.fromEntries(routes);
};
