import { hash } from 'node:crypto';
import { accentSheet } from '@cardea/console';
import type { Branding } from '@cardea/core';
import { isRefusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { readQuery } from '../http/read-parameters.ts';
import { ACCENT_PATH, LOGO_PATH } from '../pages/branding/brand-urls.ts';
import type { Endpoint } from './endpoint.ts';

const A_YEAR_SECONDS = 31_536_000;
const COLOUR = /^[\da-f]{6}$/;

const asset = (body: string | Uint8Array<ArrayBuffer>, contentType: string): Response =>
  new Response(body, {
    headers: {
      'content-type': contentType,
      'cache-control': `public, max-age=${A_YEAR_SECONDS}, immutable`,
      etag: `"${hash('sha256', body, 'base64url')}"`,
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      // For whoever opens it by itself
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    },
  });

/** The shades of a colour as a style sheet: it follows from the address alone, which can hold nothing but a colour. */
export const accent: Endpoint = {
  name: 'accent',
  path: () => ACCENT_PATH,
  methods: ['GET'],
  crossOrigin: false,
  audience: 'people',
  summary: 'The accent colour of the pages as a style sheet.',
  specification: 'docs/guides/branding.md',
  async handle({ request }) {
    const query = readQuery(request);
    if (isRefusal(query)) return query;
    const colour = query.get('colour') ?? '';
    if (!COLOUR.test(colour)) return refuse('request.path_unknown');
    return asset(accentSheet(`#${colour}`), 'text/css; charset=utf-8');
  },
};

const pictureIn = (branding: Branding | undefined, ground: string | undefined, version: string | undefined) => {
  const logo = ground === 'dark' ? branding?.darkLogo : branding?.logo;
  return logo?.hash === version ? logo : undefined;
};

/** A process that does not know of a change yet asks for it: the page may come from another one. */
const findPicture = async (
  owner: string,
  wanted: readonly [string | undefined, string | undefined],
  cardea: Cardea,
) => {
  const { brandings } = cardea.stores;
  return pictureIn(await brandings.find(owner), ...wanted) ?? pictureIn(await brandings.findFresh(owner), ...wanted);
};

/** Pictures that administrators have uploaded: nothing on a page comes from another origin. */
export const logo: Endpoint = {
  name: 'logo',
  path: () => LOGO_PATH,
  methods: ['GET'],
  crossOrigin: false,
  audience: 'people',
  summary: 'A logo that an administrator has uploaded.',
  specification: 'docs/guides/branding.md',
  async handle({ request }, cardea) {
    const query = readQuery(request);
    if (isRefusal(query)) return query;
    const picture = await findPicture(query.get('of') ?? '', [query.get('on'), query.get('v')], cardea);
    return picture === undefined
      ? refuse('request.path_unknown')
      : asset(Uint8Array.from(Buffer.from(picture.base64, 'base64')), picture.type);
  },
};
