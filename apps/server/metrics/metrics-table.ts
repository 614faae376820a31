/** One metric: the registry and the reference documentation are made from it. */
export interface MetricRow {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  /** Labels, each with what its values are. All sets of values are bounded. */
  readonly labels: Readonly<Record<string, string>>;
  /** Upper bounds of a histogram, ascending. */
  readonly buckets?: readonly number[];
}

/** From a discovery document out of memory to the deadline of the database. */
const ANSWER_SECONDS = [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const COMMIT_SECONDS = [0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2];
const UNITS = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** Every metric there is. */
export const metricsTable = {
  requests: {
    name: 'cardea_http_requests_total',
    type: 'counter',
    help: 'Requests answered.',
    labels: { route: 'name of the endpoint', method: 'HTTP method, or other', status: 'HTTP status' },
  },
  requestSeconds: {
    name: 'cardea_http_request_duration_seconds',
    type: 'histogram',
    help: 'Time from the arrival of a request to its answer.',
    labels: { route: 'name of the endpoint' },
    buckets: ANSWER_SECONDS,
  },
  tokensIssued: {
    name: 'cardea_tokens_issued_total',
    type: 'counter',
    help: 'Access tokens issued.',
    labels: { grant: 'grant type', format: 'opaque or jwt' },
  },
  refusals: {
    name: 'cardea_refusals_total',
    type: 'counter',
    help: 'Requests refused, by the code of the log and of the reference of errors.',
    labels: { code: 'code of the refusal' },
  },
  signIns: {
    name: 'cardea_sign_ins_total',
    type: 'counter',
    help: 'People who signed in.',
    labels: { way: 'password, passkey, email_code or provider' },
  },
  introspections: {
    name: 'cardea_introspections_total',
    type: 'counter',
    help: 'Tokens introspected.',
    labels: { active: 'true or false' },
  },
  outboxAttempts: {
    name: 'cardea_outbox_attempts_total',
    type: 'counter',
    help: 'Attempts to deliver what waits in the outbox: mail, logout tokens.',
    labels: { kind: 'kind of the message', outcome: 'delivered, retried or dead' },
  },
  outboxMessages: {
    name: 'cardea_outbox_messages',
    type: 'gauge',
    help: 'Messages in the outbox.',
    labels: { state: 'waiting or dead' },
  },
  commitSeconds: {
    name: 'cardea_db_commit_duration_seconds',
    type: 'histogram',
    help: 'Time of a transaction on the primary.',
    labels: {},
    buckets: COMMIT_SECONDS,
  },
  unitsPerCommit: {
    name: 'cardea_db_units_per_commit',
    type: 'histogram',
    help: 'Write units that shared a transaction.',
    labels: {},
    buckets: UNITS,
  },
  databaseQueue: {
    name: 'cardea_db_queue_length',
    type: 'gauge',
    help: 'Write units that wait for their transaction.',
    labels: {},
  },
  databaseUp: {
    name: 'cardea_db_up',
    type: 'gauge',
    help: '1 while the database answers, 0 while it does not.',
    labels: {},
  },
  hashQueue: {
    name: 'cardea_hash_queue_length',
    type: 'gauge',
    help: 'Checks of secrets under way, argon2id ones among them; those over the limit are refused.',
    labels: {},
  },
  signingKeys: {
    name: 'cardea_signing_keys',
    type: 'gauge',
    help: 'Signing keys.',
    labels: { state: 'next, current, retired, revoked or removed' },
  },
  eventLoopLag: {
    name: 'cardea_event_loop_lag_seconds',
    type: 'gauge',
    help: 'The longest that the event loop was held up since the last scrape.',
    labels: {},
  },
  info: {
    name: 'cardea_info',
    type: 'gauge',
    help: 'Always 1; the versions are in the labels.',
    labels: { version: 'version of Cardea', bun: 'version of Bun' },
  },
  cpuSeconds: {
    name: 'process_cpu_seconds_total',
    type: 'counter',
    help: 'User and system CPU time of the process.',
    labels: {},
  },
  residentBytes: {
    name: 'process_resident_memory_bytes',
    type: 'gauge',
    help: 'Resident memory of the process.',
    labels: {},
  },
  heapBytes: {
    name: 'process_heap_used_bytes',
    type: 'gauge',
    help: 'Memory in use by JavaScript objects.',
    labels: {},
  },
  startSeconds: {
    name: 'process_start_time_seconds',
    type: 'gauge',
    help: 'When the process started, in seconds since the epoch.',
    labels: {},
  },
  openFiles: {
    name: 'process_open_fds',
    type: 'gauge',
    help: 'Open file descriptors, sockets among them.',
    labels: {},
  },
} as const satisfies Readonly<Record<string, MetricRow>>;

export type MetricId = keyof typeof metricsTable;
