import { securityHeaders } from '../../security-headers.ts';

/** A file that the browser saves and does not show. */
export const downloadJson = (content: unknown, fileName: string): Response =>
  new Response(`${JSON.stringify(content, undefined, 2)}\n`, {
    headers: {
      ...securityHeaders({ alone: true }),
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  });
