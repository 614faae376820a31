import type { Workshop } from './machine/workshop.ts';

/** How long and how often things are measured. */
export interface Pace {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** Starts of a process for the start-up times. */
  readonly starts: number;
  readonly connections: number;
}

export interface ScenarioContext {
  readonly workshop: Workshop;
  readonly pace: Pace;
  /** The Node to run peers with. */
  readonly node: string;
  readonly log: (line: string) => void;
}

export interface Table {
  readonly heading?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly note?: string;
}

/** A bound from the project's bar beside what was measured. */
export interface Check {
  readonly label: string;
  readonly direction: 'at least' | 'at most';
  readonly bound: number;
  readonly unit: '×' | 'MB' | 'ms';
  /** Undefined when it could not be measured. */
  readonly measured: number | undefined;
  /** Other processes took much of the server's core meanwhile, so the figure says little. */
  readonly disturbed?: boolean;
}

export interface ScenarioResult {
  readonly tables: readonly Table[];
  readonly checks: readonly Check[];
  /** What could not be measured, and why. */
  readonly failures: readonly string[];
  /** The figures themselves, for `--json`. */
  readonly figures: unknown;
}

/** Something that is measured: one file in scenarios/, one line in registry.ts. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly run: (context: ScenarioContext) => Promise<ScenarioResult>;
}

export function holds({ direction, bound, measured }: Check): boolean {
  if (measured === undefined) return false;
  return direction === 'at least' ? measured >= bound : measured <= bound;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
