import { type CommandLine, FULL_PACE, HELP, parseCommandLine, QUICK_PACE } from './command-line.ts';
import { pinSelf } from './machine/cores.ts';
import { describeMachine } from './machine/describe.ts';
import { requireTools } from './machine/tools.ts';
import { Workshop } from './machine/workshop.ts';
import { toMarkdown } from './report/markdown.ts';
import type { Report, ReportedScenario } from './report/report.ts';
import { writeReport } from './report/write.ts';
import { messageOf, type ScenarioContext } from './scenario.ts';

const DEADLINE_MINUTES = { full: 40, quick: 12 };

const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Whatever ends the benchmark, nothing that it started is left. */
function closeAtTheEnd(workshop: Workshop, minutes: number): void {
  process.on('exit', () => workshop.close());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  const deadline = setTimeout(() => {
    log(`The benchmark took longer than ${minutes} minutes and was ended.`);
    process.exit(1);
  }, minutes * 60_000);
  deadline.unref();
}

async function runAll({ scenarios, quick, node, again }: CommandLine, workshop: Workshop): Promise<Report> {
  const pace = quick ? QUICK_PACE : FULL_PACE;
  const context: ScenarioContext = { workshop, pace, node, log };
  const results: ReportedScenario[] = [];
  for (const { name, title, run } of scenarios) {
    log(title);
    results.push({ name, title, ...(await run(context)) });
  }
  const machine = await describeMachine(node, workshop.folder);
  return { command: again, date: new Date().toISOString().slice(0, 10), machine, pace, scenarios: results };
}

async function main(words: readonly string[]): Promise<number> {
  const commandLine = parseCommandLine(words);
  if (commandLine.help) {
    process.stdout.write(HELP);
    return 0;
  }
  requireTools(commandLine.node, log);
  pinSelf();
  const workshop = new Workshop();
  closeAtTheEnd(workshop, commandLine.quick ? DEADLINE_MINUTES.quick : DEADLINE_MINUTES.full);
  const report = await runAll(commandLine, workshop);
  process.stdout.write(`${commandLine.json ? JSON.stringify(report, null, 2) : toMarkdown(report)}\n`);
  const failed = report.scenarios.some(({ failures }) => failures.length > 0);
  if (commandLine.write && failed) log('Something could not be measured, so docs/BENCHMARKS.md was left as it is.');
  else if (commandLine.write) await writeReport(report);
  return failed ? 1 : 0;
}

process.exitCode = await main(Bun.argv.slice(2)).catch((error) => {
  log(messageOf(error));
  return 1;
});
process.exit();
