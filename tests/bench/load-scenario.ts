import { measure, warmUp } from './load/measure.ts';
import { isMaker, type PlanMaker, type PlanSource, probe, type RequestPlan } from './load/plan.ts';
import { cpuOf, disturbed, type Series, throughput, usable } from './load/series.ts';
import { loadTable } from './report/load-table.ts';
import { type Check, messageOf, type Scenario, type ScenarioContext, type ScenarioResult } from './scenario.ts';
import type { RunningAuthorizationServer, RunningServer, ServerUnderTest } from './servers/server.ts';

export interface LoadScenarioSettings {
  readonly name: string;
  readonly title: string;
  /** The server that the others are compared with. */
  readonly subject: ServerUnderTest;
  readonly peers: readonly ServerUnderTest[];
  readonly plan: (server: RunningAuthorizationServer) => PlanSource | Promise<PlanSource>;
  /** Bounds on the subject's requests per second divided by a peer's. */
  readonly ratios: readonly { readonly over: ServerUnderTest; readonly atLeast: number }[];
  /** A bound on the subject's resident memory during the runs, in 10^6 bytes. */
  readonly memoryAtMostMegabytes?: number;
  /** A bound on the subject's processor time per request. */
  readonly cpuAtMostMilliseconds?: number;
}

interface Contestant {
  readonly series: Series;
  readonly running: RunningServer;
  readonly source: PlanSource;
  /** How many requests a second the latest run answered. */
  pace: number;
}

/** Requests of the run that warms up for each of its seconds, where each is good once only. */
const WARM_UP_REQUESTS = 500;
/** A run may be quicker than the one before it; it ends early where its requests do not suffice. */
const SPARE = 1.25;
/** Each connection of a run sends so many requests at least. */
const FEWEST_PER_CONNECTION = 4;
const MEGABYTE = 1e6;

/** Runs a step of one server; a failure ends that server's series, not the scenario. */
async function attempt<T>(series: Series, context: ScenarioContext, step: () => Promise<T>): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    series.failure = messageOf(error);
    context.log(`  ${series.server.title}: ${series.failure}`);
    return undefined;
  }
}

/** Starts every server and warms it up. The subject comes first: the constant server imitates its answer. */
async function assemble(
  settings: LoadScenarioSettings,
  context: ScenarioContext,
  series: readonly Series[],
  started: RunningServer[],
): Promise<Contestant[]> {
  const contestants: Contestant[] = [];
  let subjectPlan: RequestPlan | undefined;
  let answerBytes = 0;
  for (const one of series) {
    await attempt(one, context, async () => {
      const running = await one.server.start({ workshop: context.workshop, node: context.node, answerBytes });
      started.push(running);
      if (running.kind === 'constant' && !subjectPlan) throw new Error('there is no answer to imitate');
      const source =
        running.kind === 'constant' && subjectPlan
          ? { ...subjectPlan, expect: '"constant"' }
          : await settings.plan(running as RunningAuthorizationServer);
      const plan = isMaker(source) ? await source.make(1) : source;
      const answer = await probe(running.origin, plan);
      if (one.server === settings.subject) [subjectPlan, answerBytes] = [plan, Buffer.byteLength(answer)];
      const warming = isMaker(source) ? await source.make(WARM_UP_REQUESTS * context.pace.warmUpSeconds) : source;
      const { requestsPerSecond: pace } = await warmUp(context, running, warming);
      contestants.push({ series: one, running, source, pace });
    });
  }
  return contestants;
}

/** How many requests a run may need that are good for it only. */
function requestsOf({ pace }: Contestant, { atMost }: PlanMaker, context: ScenarioContext): number {
  const { seconds, connections } = context.pace;
  const wanted = Math.max(Math.ceil(pace * seconds * SPARE), connections * FEWEST_PER_CONNECTION);
  return Math.min(wanted, atMost ?? wanted);
}

/** The rounds: in each of them every server has one run, so that the machine's moods fall on all alike. */
async function compete(contestants: readonly Contestant[], context: ScenarioContext): Promise<void> {
  for (let round = 1; round <= context.pace.rounds; round++) {
    for (const contestant of contestants) {
      const { series, running, source } = contestant;
      if (series.failure !== undefined) continue;
      await attempt(series, context, async () => {
        const plan = isMaker(source) ? await source.make(requestsOf(contestant, source, context)) : source;
        const measurement = await measure(context, running, plan);
        if (!isMaker(source)) await probe(running.origin, source);
        contestant.pace = measurement.requestsPerSecond;
        series.measurements.push(measurement);
        const figure = Math.round(measurement.requestsPerSecond).toLocaleString('en');
        context.log(`  round ${round}/${context.pace.rounds}  ${series.server.title}: ${figure} requests/s`);
      });
    }
  }
}

function checksOf(settings: LoadScenarioSettings, series: readonly Series[]): Check[] {
  const find = (server: ServerUnderTest) => series.find((one) => one.server === server && usable(one));
  const subject = find(settings.subject);
  const ratios = settings.ratios.map(({ over, atLeast }): Check => {
    const peer = find(over);
    const label = `${settings.title}: ÷ ${over.title}`;
    const bound = { label, direction: 'at least', bound: atLeast, unit: '×' } as const;
    if (!subject || !peer) return { ...bound, measured: undefined };
    const measured = throughput(subject) / throughput(peer);
    return { ...bound, measured, disturbed: disturbed(subject) || disturbed(peer) };
  });
  return [...ratios, ...memoryChecks(settings, subject), ...cpuChecks(settings, subject)];
}

function memoryChecks({ title, memoryAtMostMegabytes: bound }: LoadScenarioSettings, subject?: Series): Check[] {
  if (bound === undefined) return [];
  const peak = subject && Math.max(...subject.measurements.map(({ peakResidentBytes }) => peakResidentBytes));
  const measured = peak === undefined ? undefined : peak / MEGABYTE;
  return [{ label: `${title}: resident memory under load`, direction: 'at most', bound, unit: 'MB', measured }];
}

function cpuChecks({ title, cpuAtMostMilliseconds: bound }: LoadScenarioSettings, subject?: Series): Check[] {
  if (bound === undefined) return [];
  const measured = subject && cpuOf(subject) / 1000;
  return [{ label: `${title}: processor time of a request`, direction: 'at most', bound, unit: 'ms', measured }];
}

async function runScenario(settings: LoadScenarioSettings, context: ScenarioContext): Promise<ScenarioResult> {
  const series = [settings.subject, ...settings.peers].map((server): Series => ({ server, measurements: [] }));
  const started: RunningServer[] = [];
  try {
    await compete(await assemble(settings, context, series, started), context);
  } finally {
    await Promise.all(started.map((running) => running.stop()));
  }
  return {
    tables: [loadTable(series)],
    checks: checksOf(settings, series),
    failures: series.flatMap(({ server, failure }) => (failure === undefined ? [] : [`${server.title}: ${failure}`])),
    figures: series.map(({ server, measurements, failure }) => ({ server: server.name, measurements, failure })),
  };
}

/** A scenario that loads several servers with the same requests in interleaved runs. */
export function loadScenario(settings: LoadScenarioSettings): Scenario {
  return { name: settings.name, title: settings.title, run: (context) => runScenario(settings, context) };
}
