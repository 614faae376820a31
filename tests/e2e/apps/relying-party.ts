/** What came back to an application by way of the browser. */
export interface Callback {
  readonly method: string;
  /** As the browser asked for it, without the fragment, which browsers keep to themselves. */
  readonly url: URL;
  /** The fields of a form that was sent. */
  readonly form: URLSearchParams;
  readonly headers: Headers;
}

/** The web server of an application: it takes callbacks, on another site than Cardea. */
export interface RelyingParty extends Disposable {
  readonly origin: string;
  readonly redirectUri: string;
  readonly callbacks: readonly Callback[];
  /** The callback after those that came before. */
  next(): Promise<Callback>;
}

export const startRelyingParty = (): RelyingParty => {
  const callbacks: Callback[] = [];
  let taken = 0;
  let wake = Promise.withResolvers<void>();
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const url = new URL(request.url);
      if (url.pathname !== '/callback') return new Response('<!doctype html><title>App</title>', { status: 404 });
      const form = new URLSearchParams(request.method === 'POST' ? await request.text() : '');
      callbacks.push({ method: request.method, url, form, headers: request.headers });
      wake.resolve();
      return new Response('<!doctype html><html lang="en"><title>App</title><h1>Signed in</h1></html>', {
        headers: { 'content-type': 'text/html' },
      });
    },
  });
  const origin = `http://localhost:${server.port}`;
  return {
    origin,
    redirectUri: `${origin}/callback`,
    callbacks,
    async next() {
      for (;;) {
        const callback = callbacks[taken];
        if (callback !== undefined) {
          taken += 1;
          return callback;
        }
        wake = Promise.withResolvers<void>();
        await wake.promise;
      }
    },
    [Symbol.dispose]: () => void server.stop(true),
  };
};
