import type { Logger } from '../logging/create-logger.ts';
import type { Tracing, TracingSettings } from './traces.ts';

/** OpenTelemetry traces, where a collector is configured. The libraries are not even loaded where none is. */
export const startTracing = async (
  settings: TracingSettings,
  log: Pick<Logger, 'info' | 'warn'>,
): Promise<Tracing | undefined> => {
  const { otlpEndpoint } = settings;
  if (otlpEndpoint === undefined) return undefined;
  const { createTracing } = await import('./tracing.ts');
  return createTracing({ ...settings, otlpEndpoint }, log);
};
