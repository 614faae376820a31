import { oneOf, optional, type Setting, setting, text, Unfit } from './setting.ts';
import { parseHttpUrl } from './urls.ts';

/** What is told about the running server, and to whom. */
export const observationSettings = {
  logLevel: setting({
    env: 'CARDEA_LOG_LEVEL',
    key: 'log_level',
    schema: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    fallback: 'info',
    doc: 'The least severe level that is logged.',
    mend: 'Write trace, debug, info, warn, error, fatal or silent.',
  }),
  otlpEndpoint: optional({
    env: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    key: 'telemetry.endpoint',
    schema: text(parseHttpUrl),
    doc: 'Where OpenTelemetry traces are sent (OTLP over HTTP; /v1/traces is appended). No traces without it.',
    mend: 'Write the URL of a collector, such as http://127.0.0.1:4318.',
  }),
  otlpHeaders: optional({
    env: 'OTEL_EXPORTER_OTLP_HEADERS',
    key: 'telemetry.headers',
    schema: text((headers) =>
      /^[^=,\s]+=[^,]*(,[^=,]+=[^,]*)*$/.test(headers) ? headers : new Unfit('is not a list'),
    ),
    doc: 'Headers for the collector, as name=value with commas between them.',
    mend: 'Write name=value,name=value.',
    secret: true,
  }),
  traceRatio: setting({
    env: 'CARDEA_TRACE_RATIO',
    key: 'telemetry.ratio',
    schema: text((input) => {
      const ratio = /^\d(\.\d{1,9})?$/.test(input) ? Number(input) : 2;
      return ratio <= 1 ? ratio : new Unfit('is not a number from 0 to 1');
    }),
    fallback: '1',
    doc: 'The share of requests that are traced. A caller may have its own request left out, not the others put in.',
    mend: 'Write a number from 0 to 1, such as 0.1.',
  }),
} as const satisfies Readonly<Record<string, Setting>>;
