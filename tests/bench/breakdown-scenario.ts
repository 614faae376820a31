import { type Measurement, measure, warmUp } from './load/measure.ts';
import { isMaker, type PlanSource } from './load/plan.ts';
import { readProfile, type SelfTime, selfTimes } from './profile/cpu-profile.ts';
import { breakdownTables } from './report/breakdown-tables.ts';
import { messageOf, type Scenario, type ScenarioContext, type ScenarioResult } from './scenario.ts';
import { startCardea } from './servers/cardea-process.ts';
import type { RunningAuthorizationServer } from './servers/server.ts';

export interface BreakdownSettings {
  readonly name: string;
  readonly title: string;
  readonly plan: (server: RunningAuthorizationServer) => PlanSource | Promise<PlanSource>;
}

const SAMPLE_EVERY_US = 250;
/** Where each request is good once only. */
const WARM_UP_REQUESTS = 1000;

async function measureOnce(
  settings: BreakdownSettings,
  context: ScenarioContext,
  bunOptions: readonly string[],
): Promise<{ readonly measurement: Measurement; readonly fromMs: number; readonly toMs: number }> {
  const { workshop } = context;
  const server = await startCardea({ workshop, dataFolder: workshop.subfolder('breakdown'), bunOptions });
  try {
    const source = await settings.plan(server);
    const planOf = async (requests: number) => (isMaker(source) ? await source.make(requests) : source);
    const { requestsPerSecond } = await warmUp(context, server, await planOf(WARM_UP_REQUESTS));
    const plan = await planOf(Math.ceil(requestsPerSecond * context.pace.seconds));
    const fromMs = Date.now();
    const measurement = await measure(context, server, plan);
    return { measurement, fromMs, toMs: Date.now() };
  } finally {
    await server.stop();
  }
}

async function profileOf(settings: BreakdownSettings, context: ScenarioContext): Promise<SelfTime[]> {
  const folder = context.workshop.subfolder('profile');
  const options = ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-interval=${SAMPLE_EVERY_US}`];
  const { fromMs, toMs } = await measureOnce(settings, context, options);
  return selfTimes(await readProfile(folder), fromMs, toMs);
}

async function runScenario(settings: BreakdownSettings, context: ScenarioContext): Promise<ScenarioResult> {
  try {
    const { measurement } = await measureOnce(settings, context, []);
    const times = await profileOf(settings, context);
    const tables = breakdownTables(measurement, times);
    return { tables, checks: [], failures: [], figures: { cpuPerRequest: measurement.cpuPerRequest, tables } };
  } catch (error) {
    context.log(`  ${messageOf(error)}`);
    return { tables: [], checks: [], failures: [messageOf(error)], figures: null };
  }
}

/** Where Cardea's microseconds go: processor time per request of a plain run, shared out by a profiled second run. */
export function breakdownScenario(settings: BreakdownSettings): Scenario {
  return { name: settings.name, title: settings.title, run: (context) => runScenario(settings, context) };
}
