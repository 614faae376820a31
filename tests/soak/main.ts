#!/usr/bin/env bun
// `bun run soak`: a mixed load for some minutes, and whether memory, sockets and answers stay as they are (S144, S150).
import { parseArgs } from 'node:util';
import { startCardea } from '../harness/start-cardea.ts';
import { memorySlope, quantile, type Sample, sampleOf } from './measurements.ts';
import { createOperations, type Operation } from './operations.ts';

const HELP = `bun run soak [--minutes N] [--rate N]

Starts a server on an embedded database, sends it a mixed load and says what came of it.
Ends with 1 where an answer was unexpected or the open files grew.

  --minutes N   how long; 2 otherwise. The slope of the memory means something after an hour
  --rate N      requests a second; 200 otherwise
  --help        this text`;

const SAMPLE_EVERY_MS = 2_000;
/** Until caches and the heap have their size. */
const WARM_UP_SHARE = 0.25;
const TICK_MS = 20;
const MAX_MORE_FILES = 50;

interface Tally {
  readonly times: number[];
  unexpected: number;
}

const choose = (operations: readonly Operation[]): Operation => {
  let left = Math.random() * operations.reduce((sum, { share }) => sum + share, 0);
  for (const operation of operations) {
    left -= operation.share;
    if (left < 0) return operation;
  }
  throw new Error('there are no operations');
};

const perform = async ({ run, expected }: Operation, tally: Tally): Promise<void> => {
  const startedMs = performance.now();
  try {
    if ((await run()).status !== expected) tally.unexpected += 1;
  } catch {
    tally.unexpected += 1;
  }
  tally.times.push(performance.now() - startedMs);
};

const soak = async (minutes: number, rate: number): Promise<number> => {
  await using cardea = await startCardea({ env: { CARDEA_CREDENTIAL_BURST: '100000', CARDEA_LOG_LEVEL: 'error' } });
  const operations = await createOperations(cardea);
  const tallies = new Map(operations.map(({ name }) => [name, { times: [], unexpected: 0 } as Tally]));
  const samples: Sample[] = [];
  const startedMs = performance.now();
  const elapsedMinutes = () => (performance.now() - startedMs) / 60_000;
  const underWay = new Set<Promise<void>>();
  let sent = 0;
  let sampledMs = 0;
  while (elapsedMinutes() < minutes) {
    for (const due = (elapsedMinutes() * 60 * rate) | 0; sent < due; sent++) {
      const operation = choose(operations);
      const performed = perform(operation, tallies.get(operation.name) as Tally);
      underWay.add(performed);
      void performed.then(() => underWay.delete(performed));
    }
    if (performance.now() - sampledMs > SAMPLE_EVERY_MS) {
      sampledMs = performance.now();
      samples.push(sampleOf(cardea.pid, elapsedMinutes()));
    }
    await Bun.sleep(TICK_MS);
  }
  await Promise.all(underWay);
  const warm = samples.filter((sample) => sample.minutes >= minutes * WARM_UP_SHARE);
  return report(tallies, warm, cardea.logs());
};

const report = (tallies: ReadonlyMap<string, Tally>, samples: readonly Sample[], logs: string): number => {
  let unexpected = 0;
  for (const [name, tally] of tallies) {
    const sorted = tally.times.toSorted((a, b) => a - b);
    const [half, most] = [quantile(sorted, 0.5), quantile(sorted, 0.99)].map((ms) => ms.toFixed(1));
    console.log(
      `${name.padEnd(16)}${String(sorted.length).padStart(8)}  p50 ${half} ms  p99 ${most} ms  ${tally.unexpected} unexpected`,
    );
    unexpected += tally.unexpected;
  }
  const [first, last] = [samples[0], samples.at(-1)];
  const moreFiles = (last?.files ?? 0) - (first?.files ?? 0);
  const defects = logs.split('\n').filter((line) => /"level":"(error|fatal)"/.test(line)).length;
  console.log(`memory          ${last?.mib.toFixed(1)} MiB, ${memorySlope(samples).toFixed(1)} MiB an hour`);
  console.log(`open files      ${last?.files}, ${moreFiles} more than after the warm-up`);
  console.log(`defects logged  ${defects}`);
  return unexpected > 0 || defects > 0 || moreFiles > MAX_MORE_FILES ? 1 : 0;
};

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    rate: { type: 'string', default: '200' },
    help: { type: 'boolean', default: false },
  },
});
const [minutes, rate] = [Number(values.minutes), Number(values.rate)];
if (values.help) console.log(HELP);
else if (!(minutes > 0 && minutes <= 24 * 60 && rate > 0 && rate <= 10_000)) {
  console.error(`--minutes is above 0 and at most 1440, --rate above 0 and at most 10000\nSee: bun run soak --help`);
  process.exitCode = 2;
} else process.exitCode = await soak(minutes, rate);
