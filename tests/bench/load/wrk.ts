import { join } from 'node:path';
import type { Workshop } from '../machine/workshop.ts';
import { type RequestPlan, toLines, toLua } from './plan.ts';

export interface LoadResult {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Us: number;
  readonly p99Us: number;
}

export interface LoadSettings {
  readonly origin: string;
  readonly plan: RequestPlan;
  readonly seconds: number;
  readonly connections: number;
  /** Look at every answer. Costs the generator time: warm-up only. */
  readonly check: boolean;
}

interface WrkReport {
  readonly requests: number;
  readonly durationUs: number;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly badStatus: number;
  readonly socketErrors: number;
  readonly timeouts: number;
  readonly wrong: number;
  readonly sample: string;
}

const SCRIPT = join(import.meta.dir, 'load.lua');

function parseReport(output: string): WrkReport {
  const line = output.split('\n').find((candidate) => candidate.startsWith('RESULT '));
  if (!line) throw new Error(`wrk gave no result: ${output.slice(-500)}`);
  return JSON.parse(line.slice('RESULT '.length)) as WrkReport;
}

function refuseFailures(report: WrkReport): void {
  const { badStatus, socketErrors, timeouts, wrong, requests } = report;
  if (badStatus + socketErrors + timeouts + wrong === 0 && requests > 0) return;
  const counts = `${badStatus} bad status, ${wrong} wrong answers, ${socketErrors} socket errors, ${timeouts} time-outs`;
  const sample = report.sample ? `; first wrong answer: ${report.sample}` : '';
  throw new Error(`The load run is void: of ${requests} requests ${counts}${sample}`);
}

/** One run of wrk with keep-alive connections. A run with any answer but a right one throws: it is no number. */
export async function runLoad(workshop: Workshop, settings: LoadSettings): Promise<LoadResult> {
  const planFile = join(workshop.folder, 'plan.lua');
  const requestsFile = join(workshop.folder, 'requests.txt');
  await Bun.write(planFile, toLua(settings.plan));
  await Bun.write(requestsFile, toLines(settings.plan));
  const output = await workshop.run({
    command: [
      'wrk',
      '--threads=1',
      `--connections=${settings.connections}`,
      `--duration=${settings.seconds}s`,
      '--timeout=10s',
      `--script=${SCRIPT}`,
      settings.origin,
      '--',
      planFile,
      requestsFile,
      String(settings.connections),
    ],
    core: 'generator',
    environment: settings.check ? { CARDEA_BENCH_CHECK: '1' } : {},
    timeoutSeconds: settings.seconds + 30,
  });
  const report = parseReport(output);
  refuseFailures(report);
  return {
    requests: report.requests,
    requestsPerSecond: (report.requests * 1e6) / report.durationUs,
    p50Us: report.p50Us,
    p99Us: report.p99Us,
  };
}
