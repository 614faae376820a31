import type { ConsoleFile } from '@cardea/console';
import { refuse } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import { CONSOLE_PATH } from '../../console/console-urls.ts';
import { respondShell } from '../../console/shell.ts';
import { issuerPath } from '../../http/issuer-path.ts';
import type { Endpoint } from '../endpoint.ts';

const ASSETS = `${CONSOLE_PATH}/assets`;
const A_YEAR_SECONDS = 31_536_000;

const respondFile = ({ contentType, plain, gzip, brotli }: ConsoleFile, { headers }: Request): Response => {
  const accepted = headers.get('accept-encoding') ?? '';
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
  const body = encoding === 'br' ? brotli : encoding === 'gzip' ? gzip : plain;
  return new Response(body, {
    headers: {
      'content-type': contentType,
      'cache-control': `public, max-age=${A_YEAR_SECONDS}, immutable`,
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    },
  });
};

export const consoleAssets: Endpoint = {
  name: 'console-assets',
  path: () => `${ASSETS}/*`,
  methods: ['GET', 'HEAD'],
  crossOrigin: false,
  summary: 'The script and the styles of the console. Their names change with their content.',
  specification: 'docs/guides/console.md',
  async handle({ request }, cardea) {
    const built = await cardea.consoleFiles.find();
    const name = new URL(request.url).pathname.split('/').at(-1);
    const files = built === undefined ? [] : [built.script, built.styles, ...built.first, ...built.later];
    const file = files.find((known) => known.name === name);
    return file === undefined ? refuse('request.path_unknown') : respondFile(file, request);
  },
};

const show = async (cardea: Cardea) => {
  const built = await cardea.consoleFiles.find();
  return built === undefined
    ? refuse('console.not_built')
    : respondShell(built, issuerPath(cardea.settings.issuer) + ASSETS);
};

const shell = {
  methods: ['GET', 'HEAD'],
  crossOrigin: false,
  audience: 'people',
  specification: 'docs/guides/console.md',
  handle: async (_incoming, cardea) => show(cardea),
} as const satisfies Partial<Endpoint>;

export const consoleHome: Endpoint = {
  ...shell,
  name: 'console',
  path: () => CONSOLE_PATH,
  summary: 'The console for administrators: one page, which says nothing of anybody before they have signed in.',
};

export const consolePlaces: Endpoint = {
  ...shell,
  name: 'console-places',
  path: () => `${CONSOLE_PATH}/*`,
  summary: 'The same page at each of its places.',
};
