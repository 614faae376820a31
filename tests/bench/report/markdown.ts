import { type Check, holds, type Table } from '../scenario.ts';
import { ratioText } from './load-table.ts';
import type { Report, ReportedScenario } from './report.ts';

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function tableText({ columns, rows, note, heading }: Table): string {
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const pad = (cells: readonly string[]) =>
    cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)));
  const rule = widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const table = [line(pad(columns)), line(rule), ...rows.map((row) => line(pad(row)))].join('\n');
  return [...(heading ? [`#### ${heading}`] : []), table, ...(note ? [note] : [])].join('\n\n');
}

function verdict(check: Check): string {
  if (check.measured === undefined) return '–';
  if (check.disturbed) return 'disturbed';
  return holds(check) ? 'yes' : '**no**';
}

function checkRow(check: Check): string[] {
  const amount = (value: number) => {
    if (check.unit === '×') return `${ratioText(value)}×`;
    return `${value.toFixed(value < 10 ? 2 : 0)} ${check.unit}`;
  };
  const measured = check.measured === undefined ? 'not measured' : amount(check.measured);
  return [check.label, `${check.direction} ${amount(check.bound)}`, measured, verdict(check)];
}

function summary(report: Report): string {
  const rows = report.scenarios.flatMap(({ checks }) => checks.map(checkRow));
  return rows.length ? tableText({ columns: ['Cardea', 'bar', 'measured', 'reached'], rows }) : '';
}

function scenarioText({ title, tables, failures }: ReportedScenario): string {
  const troubles = failures.map((failure) => `- Not measured: ${failure.replaceAll('\n', ' ')}`).join('\n');
  return [`### ${title}`, ...tables.map(tableText), ...(troubles ? [troubles] : [])].join('\n\n');
}

function provenance({ command, date, machine, pace }: Report): string {
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  const cores = machine.pinned
    ? 'the server pinned to one core, the load generator to another'
    : 'server and load generator not pinned';
  return [
    `Made by \`${command}\` on ${date}: ${machine.cpu}, ${machine.cores} cores, Linux ${machine.kernel}, databases on ${machine.fileSystem}; ${versions.join(', ')}.`,
    `Medians of ${pace.rounds} interleaved runs of ${pace.seconds} s over ${pace.connections} keep-alive connections, ${cores}. A run with any answer but the right one is void.`,
  ].join('\n');
}

/** The whole report; the tables are readable as plain text too. */
export function toMarkdown(report: Report): string {
  return [provenance(report), summary(report), ...report.scenarios.map(scenarioText)].filter(Boolean).join('\n\n');
}
