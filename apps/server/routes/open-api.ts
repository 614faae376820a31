import { commonHeaders } from '../http/common-headers.ts';
import type { Endpoint } from './endpoint.ts';

const MAX_AGE_SECONDS = 300;

/** RFC 9110 §13.1.2: a list of tags, compared weakly. */
const knows = (ifNoneMatch: string | null, etag: string): boolean =>
  ifNoneMatch
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === etag || tag === '*') ?? false;

export const openApi: Endpoint = {
  name: 'openapi',
  path: () => '/admin/openapi.json',
  methods: ['GET', 'HEAD'],
  crossOrigin: true,
  summary: 'The procedures of the management as an OpenAPI 3.1 document: the same for everyone, with an `ETag`.',
  specification: 'docs/guides/admin-api.md',
  async handle({ request }, { openApi, settings }) {
    const { body, etag } = await openApi.find();
    const headers = {
      ...commonHeaders(settings.issuer),
      'cache-control': `public, max-age=${MAX_AGE_SECONDS}`,
      etag,
    };
    return knows(request.headers.get('if-none-match'), etag)
      ? new Response(null, { status: 304, headers })
      : new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
  },
};
