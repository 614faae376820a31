import { median } from '../load/median.ts';
import { probe, type RequestPlan } from '../load/plan.ts';
import { freePort } from '../machine/network.ts';
import type { Started } from '../machine/workshop.ts';
import { type Check, messageOf, type Scenario, type ScenarioContext, type ScenarioResult } from '../scenario.ts';
import { addClient, CARDEA_PATHS, spawnCardea, waitUntilCardeaReady } from '../servers/cardea-process.ts';
import { opaqueTokenPlan } from './requests.ts';

const POLL_MS = 2;
const GIVE_UP_MS = 10_000;
const FIRST_TOKEN_AT_MOST_MS = 400;

/** Milliseconds from `since` until the step succeeds. */
async function until(since: number, started: Started, step: () => Promise<unknown>): Promise<number> {
  for (;;) {
    try {
      await step();
      return performance.now() - since;
    } catch (error) {
      if (started.exited()) throw new Error(`Cardea ended while starting: ${started.stderr()}`);
      if (performance.now() - since > GIVE_UP_MS) throw error;
    }
    await Bun.sleep(POLL_MS);
  }
}

/** A data directory with a client in it, and the request of its first token. */
async function initialise({
  workshop,
}: ScenarioContext): Promise<{ dataFolder: string; port: number; plan: RequestPlan }> {
  const dataFolder = workshop.subfolder('start');
  const port = freePort();
  const cardea = spawnCardea({ workshop, dataFolder, port });
  try {
    await waitUntilCardeaReady(cardea);
    const client = await addClient(workshop, cardea, { name: 'bench' });
    return { dataFolder, port, plan: opaqueTokenPlan({ paths: CARDEA_PATHS, client }) };
  } finally {
    await cardea.process.stop();
  }
}

/** From the spawn of the process to the first token that it issued. */
async function firstTokens(context: ScenarioContext): Promise<number[]> {
  const { dataFolder, port, plan } = await initialise(context);
  const times: number[] = [];
  for (let start = 0; start < context.pace.starts; start++) {
    const since = performance.now();
    const { process: started, origin } = spawnCardea({ workshop: context.workshop, dataFolder, port });
    try {
      times.push(await until(since, started, () => probe(origin, plan)));
    } finally {
      await started.stop();
    }
  }
  return times;
}

/** From the spawn of the process with an empty data directory until `/readyz` is 200. */
async function firstStarts({ workshop, pace }: ScenarioContext): Promise<number[]> {
  const times: number[] = [];
  for (let start = 0; start < pace.starts; start++) {
    const since = performance.now();
    const cardea = spawnCardea({ workshop, dataFolder: workshop.subfolder('empty') });
    try {
      times.push(await until(since, cardea.process, () => waitUntilCardeaReady(cardea)));
    } finally {
      await cardea.process.stop();
    }
  }
  return times;
}

function row(label: string, times: readonly number[]): string[] {
  const figures = times.length ? [median(times), Math.min(...times), Math.max(...times)] : [];
  return [label, ...(figures.length ? figures.map((value) => value.toFixed(0)) : ['failed', '–', '–'])];
}

async function run(context: ScenarioContext): Promise<ScenarioResult> {
  const failures: string[] = [];
  const attempt = (label: string, step: (given: ScenarioContext) => Promise<number[]>) =>
    step(context).catch((error) => {
      failures.push(`${label}: ${messageOf(error)}`);
      context.log(`  ${label}: ${messageOf(error)}`);
      return [];
    });
  const initialised = await attempt('Initialised data directory', firstTokens);
  const empty = await attempt('Empty data directory', firstStarts);
  const check: Check = {
    label: 'Start to first token, initialised data directory',
    direction: 'at most',
    bound: FIRST_TOKEN_AT_MOST_MS,
    unit: 'ms',
    measured: initialised.length ? median(initialised) : undefined,
  };
  return {
    tables: [
      {
        columns: ['Cardea, embedded, FULL', 'median ms', 'lowest', 'highest'],
        rows: [
          row('initialised data directory: process start to first token', initialised),
          row('empty data directory: process start to ready (schema, master key, signing key)', empty),
        ],
      },
    ],
    checks: [check],
    failures,
    figures: { initialised, empty },
  };
}

export const startUp: Scenario = { name: 'start-up', title: 'Start-up', run };
