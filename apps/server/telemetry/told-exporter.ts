import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '../logging/create-logger.ts';

/** The same exporter, which tells the log when the collector stops taking spans, and when it takes them again. */
export const toldExporter = (exporter: SpanExporter, log: Pick<Logger, 'info' | 'warn'>): SpanExporter => {
  let failing = false;
  const tell = ({ code, error }: ExportResult): void => {
    const failed = code === ExportResultCode.FAILED;
    if (failed && !failing) log.warn({ err: error }, 'the collector takes no traces; they are dropped meanwhile');
    if (!failed && failing) log.info({}, 'the collector takes traces again');
    failing = failed;
  };
  return {
    export(spans: ReadableSpan[], done) {
      exporter.export(spans, (result) => {
        tell(result);
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    ...(exporter.forceFlush === undefined ? {} : { forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve() }),
  };
};
