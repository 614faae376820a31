import { type Measurement, measure, warmUp } from './load/measure.ts';
import type { RequestPlan } from './load/plan.ts';
import { readProfile, type SelfTime, selfTimes } from './profile/cpu-profile.ts';
import { breakdownTables } from './report/breakdown-tables.ts';
import { messageOf, type Scenario, type ScenarioContext, type ScenarioResult } from './scenario.ts';
import { startCardea } from './servers/cardea-process.ts';
import type { RunningAuthorizationServer } from './servers/server.ts';

export interface BreakdownSettings {
  readonly name: string;
  readonly title: string;
  readonly plan: (server: RunningAuthorizationServer) => RequestPlan | Promise<RequestPlan>;
}

const SAMPLE_EVERY_US = 250;

async function measureOnce(
  settings: BreakdownSettings,
  context: ScenarioContext,
  bunOptions: readonly string[],
): Promise<{ readonly measurement: Measurement; readonly fromMs: number; readonly toMs: number }> {
  const { workshop } = context;
  const server = await startCardea({ workshop, dataFolder: workshop.subfolder('breakdown'), bunOptions });
  try {
    const plan = await settings.plan(server);
    await warmUp(context, server, plan);
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
