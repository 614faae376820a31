import { afterEach, describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import { startTracing } from './start-tracing.ts';
import type { Tracing } from './traces.ts';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly status: { readonly code?: number };
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

const SECRET = 'cda_cs_hunter2hunter2';
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A collector on this machine, with what it was sent. */
const collector = (status = 200) => {
  const bodies: string[] = [];
  const headers: Headers[] = [];
  const paths: string[] = [];
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      bodies.push(await request.text());
      headers.push(request.headers);
      paths.push(new URL(request.url).pathname);
      return Response.json({}, { status });
    },
  });
  closers.push(() => void server.stop(true));
  const spans = (): readonly Span[] =>
    bodies.flatMap((body) => {
      const { resourceSpans } = JSON.parse(body) as {
        resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
      };
      return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    });
  return { url: `http://127.0.0.1:${server.port}`, bodies, headers, paths, spans };
};

const lines: string[] = [];
const log = {
  info: (_fields: object, message: string) => void lines.push(message),
  warn: (_fields: object, message: string) => void lines.push(message),
};

const start = async (otlpEndpoint: string, traceRatio = 1): Promise<Tracing> => {
  const otlpHeaders = 'x-key=a%20b,y=2';
  const tracing = await startTracing({ issuer: 'https://id.example.com', otlpEndpoint, otlpHeaders, traceRatio }, log);
  if (!tracing) throw new Error('no tracing');
  return tracing;
};

const request = (headers: Record<string, string> = {}) =>
  new Request(`https://id.example.com/token?client_secret=${SECRET}`, {
    method: 'POST',
    headers: { authorization: `Basic ${SECRET}`, cookie: `s=${SECRET}`, ...headers },
    body: `client_secret=${SECRET}`,
  });

const attribute = (span: Span | undefined, key: string) =>
  Object.values(span?.attributes.find((each) => each.key === key)?.value ?? {})[0];

describe('traces', () => {
  test('a request and its commits are one trace, without anything that the caller sent', async () => {
    const { url, bodies, headers, paths, spans } = collector();
    const tracing = await start(url);
    const commit = tracing.commit(async () => true);
    const handler = tracing.handler('token', async () => {
      await Bun.sleep(0);
      await commit({ guard: { kind: 'client.unchanged', id: SECRET, version: 1 }, changes: [] });
      return new Response(SECRET, { status: 201 });
    });
    expect((await handler(request(), '192.0.2.1')).status).toBe(201);
    await tracing.stop();
    const [database, server] = spans();
    expect([database?.name, server?.name]).toEqual(['db.commit', 'POST token']);
    expect(database?.traceId).toBe(server?.traceId ?? '');
    expect(database?.parentSpanId).toBe(server?.spanId ?? '');
    expect(attribute(server, 'http.response.status_code')).toBe(201);
    expect(attribute(database, 'db.operation.name')).toBe('client.unchanged');
    expect(attribute(database, 'cardea.held')).toBe(true);
    expect(bodies.join('')).not.toContain('hunter2');
    expect(paths[0]).toBe('/v1/traces');
    expect([headers[0]?.get('x-key'), headers[0]?.get('y')]).toEqual(['a b', '2']);
  });

  test('two requests at once do not mix', async () => {
    const { url, spans } = collector();
    const tracing = await start(url);
    const commit = tracing.commit(async () => true);
    const handler = tracing.handler('token', async () => {
      await Bun.sleep(0);
      await commit({ changes: [] });
      return new Response();
    });
    await Promise.all([handler(request(), undefined), handler(request(), undefined)]);
    await tracing.stop();
    const traces = Map.groupBy(spans(), (span) => span.traceId);
    expect([...traces.values()].map((each) => each.length)).toEqual([2, 2]);
  });

  test('a caller continues its own trace, or decides that there is none', async () => {
    const { url, spans } = collector();
    const tracing = await start(url);
    const handler = tracing.handler('token', async () => new Response());
    const trace = '0af7651916cd43dd8448eb211c80319c';
    await handler(request({ traceparent: `00-${trace}-b7ad6b7169203331-01` }), undefined);
    await handler(request({ traceparent: `00-${trace}-b7ad6b7169203331-00` }), undefined);
    await handler(request({ traceparent: 'garbage' }), undefined);
    await tracing.stop();
    expect(spans().map((span) => span.parentSpanId ?? '')).toEqual(['b7ad6b7169203331', '']);
    expect(spans()[0]?.traceId).toBe(trace);
  });

  test('a share of nothing traces nothing, whatever the caller says', async () => {
    const { url, bodies } = collector();
    const tracing = await start(url, 0);
    const handler = tracing.handler('token', async () => new Response());
    await handler(request({ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }), undefined);
    await handler(request(), undefined);
    await tracing.stop();
    expect(bodies).toEqual([]);
  });

  test('a failure is marked, its message is not told, and it goes on', async () => {
    const { url, bodies, spans } = collector();
    const tracing = await start(url);
    const commit = tracing.commit(() => Promise.reject(new TypeError(`bad ${SECRET}`)));
    await expect(commit({ changes: [] })).rejects.toThrow(SECRET);
    await tracing.handler('token', async () => new Response('', { status: 503 }))(request(), undefined);
    await tracing.stop();
    expect(spans().map((span) => span.status.code)).toEqual([2, 2]);
    expect(attribute(spans()[0], 'error.type')).toBe('TypeError');
    expect(bodies.join('')).not.toContain('hunter2');
  });

  test('a collector that is gone or refuses is told once and harms no request', async () => {
    const { url } = collector(400);
    const tracing = await start(url);
    const handler = tracing.handler('token', async () => new Response('ok'));
    expect(await (await handler(request(), undefined)).text()).toBe('ok');
    await tracing.stop();
    expect(lines.filter((line) => line.includes('the collector takes no traces'))).toHaveLength(1);
  });
});

test('the libraries of OpenTelemetry are loaded where a collector is configured, and only there', async () => {
  const script = `
    const { startTracing } = await import(${JSON.stringify(join(import.meta.dir, 'start-tracing.ts'))});
    for (const otlpEndpoint of [undefined, 'http://127.0.0.1:9']) {
      const settings = { issuer: 'http://localhost', otlpEndpoint, otlpHeaders: undefined, traceRatio: 1 };
      const tracing = await startTracing(settings, { info() {}, warn() {} });
      const loaded = Object.keys(require.cache).some((path) => path.includes('opentelemetry'));
      console.log(tracing !== undefined, loaded);
      await tracing?.stop();
    }`;
  const child = Bun.spawn([process.execPath, '-e', script], { stdout: 'pipe', stderr: 'inherit' });
  expect((await new Response(child.stdout).text()).trim().split('\n')).toEqual(['false false', 'true true']);
});
