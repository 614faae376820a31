import type { MachineDescription } from '../machine/describe.ts';
import type { Pace, ScenarioResult } from '../scenario.ts';

export interface ReportedScenario extends ScenarioResult {
  readonly name: string;
  readonly title: string;
}

export interface Report {
  readonly command: string;
  readonly date: string;
  readonly machine: MachineDescription;
  readonly pace: Pace;
  readonly scenarios: readonly ReportedScenario[];
}
