import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Logger } from '../logging/create-logger.ts';
import { VERSION } from '../version.ts';
import { toldExporter } from './told-exporter.ts';
import type { Tracing, TracingSettings } from './traces.ts';

const EXPORT_TIMEOUT_MS = 2_000;
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

const headerGetter: TextMapGetter<Headers> = {
  get: (headers, name) => headers.get(name) ?? undefined,
  keys: (headers) => [...headers.keys()],
};

/** `name=value,name=value`, percent-encoded (OpenTelemetry: W3C Baggage without properties). */
const parseHeaders = (text: string | undefined): Record<string, string> =>
  Object.fromEntries(
    (text ?? '').split(',').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at < 1 ? [] : [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())]];
    }),
  );

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A caller may continue its trace here and decide that it is not sampled; the share that is sampled is ours. */
const sampler = (ratio: number): ParentBasedSampler => {
  const share = new TraceIdRatioBasedSampler(ratio);
  return new ParentBasedSampler({
    root: share,
    remoteParentSampled: share,
    remoteParentNotSampled: new AlwaysOffSampler(),
  });
};

/** Ends the span whatever comes of the work. Error messages stay out of it: they may quote what was sent. */
const spanning = async <T>(span: Span, work: () => Promise<T>, look: (result: T) => void): Promise<T> => {
  try {
    const result = await work();
    look(result);
    return result;
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
    throw error;
  } finally {
    span.end();
  }
};

export const createTracing = (
  settings: TracingSettings & { readonly otlpEndpoint: string },
  log: Pick<Logger, 'info' | 'warn'>,
): Tracing => {
  const exporter = new OTLPTraceExporter({
    url: `${settings.otlpEndpoint}/v1/traces`,
    headers: parseHeaders(settings.otlpHeaders),
    timeoutMillis: EXPORT_TIMEOUT_MS,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': 'cardea',
      'service.version': VERSION,
      'cardea.issuer': settings.issuer,
    }),
    sampler: sampler(settings.traceRatio),
    spanProcessors: [
      new BatchSpanProcessor({ exporter: toldExporter(exporter, log), exportTimeoutMillis: EXPORT_TIMEOUT_MS }),
    ],
  });
  const tracer = provider.getTracer('cardea', VERSION);
  const propagator = new W3CTraceContextPropagator();
  const current = new AsyncLocalStorage<Context>();

  return {
    handler: (route, handler) => (request, peer) => {
      const parent = propagator.extract(ROOT_CONTEXT, request.headers, headerGetter);
      const method = METHODS.has(request.method) ? request.method : '_OTHER';
      const attributes = { 'http.request.method': method, 'http.route': route };
      const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
      return current.run(trace.setSpan(parent, span), () =>
        spanning(
          span,
          () => handler(request, peer),
          ({ status }) => {
            span.setAttribute('http.response.status_code', status);
            if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          },
        ),
      );
    },
    commit: (commit) => (unit) => {
      const context = current.getStore() ?? ROOT_CONTEXT;
      const attributes = { 'db.operation.name': unit.guard?.kind ?? 'write' };
      const span = tracer.startSpan('db.commit', { kind: SpanKind.CLIENT, attributes }, context);
      return spanning(
        span,
        () => commit(unit),
        (held) => span.setAttribute('cardea.held', held),
      );
    },
    async stop() {
      const gaveUp = new Promise<void>((resolve) => setTimeout(resolve, EXPORT_TIMEOUT_MS).unref());
      await Promise.race([provider.shutdown().catch(() => {}), gaveUp]);
    },
  };
};
