/** A request that came to the application, as a browser made it. */
export interface Visit {
  readonly url: URL;
  readonly headers: Headers;
}

/** An application that watches a session in a frame, and has a page that ends its own. */
export interface WatchingApp extends Disposable {
  readonly origin: string;
  readonly redirectUri: string;
  readonly logoutUri: string;
  readonly byeUri: string;
  /** A page of its own that frames another one. */
  watchUrl(frame: string): string;
  readonly visits: readonly Visit[];
}

const page = (body: string): Response =>
  new Response(`<!doctype html><html lang="en"><title>App</title>${body}</html>`, {
    headers: { 'content-type': 'text/html' },
  });

/** On 127.0.0.1 it is of the site of the tests' issuers, on localhost of another. */
export const startWatchingApp = (host: '127.0.0.1' | 'localhost'): WatchingApp => {
  const visits: Visit[] = [];
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch(request) {
      const url = new URL(request.url);
      visits.push({ url, headers: request.headers });
      if (url.pathname !== '/watch') return page('<h1>App</h1>');
      const frame = url.searchParams.get('frame') ?? '';
      return page(`<iframe src="${Bun.escapeHTML(frame)}"></iframe>`);
    },
  });
  const origin = `http://${host}:${server.port}`;
  return {
    origin,
    redirectUri: `${origin}/callback`,
    logoutUri: `${origin}/out?app=watching`,
    byeUri: `${origin}/bye`,
    watchUrl: (frame) => `${origin}/watch?${new URLSearchParams({ frame })}`,
    visits,
    [Symbol.dispose]: () => void server.stop(true),
  };
};
