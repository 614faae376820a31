/** A test, a check or a whole test process that did not hold. */
export interface Failure {
  readonly name: string;
  readonly message: string;
}

/** A test that did not run. */
export interface Skip {
  readonly name: string;
  readonly reason: string;
}

/** What truly ran, and what came of it. */
export interface Outcome {
  readonly passed: number;
  readonly failures: readonly Failure[];
  readonly skips: readonly Skip[];
}

export const nothing: Outcome = { passed: 0, failures: [], skips: [] };

export const sum = (outcomes: readonly Outcome[]): Outcome => ({
  passed: outcomes.reduce((total, outcome) => total + outcome.passed, 0),
  failures: outcomes.flatMap((outcome) => outcome.failures),
  skips: outcomes.flatMap((outcome) => outcome.skips),
});

/** The closing line: `12 passed, 0 failed`, and the skipped where there are any. */
export const closingLine = ({ passed, failures, skips }: Outcome): string =>
  `${passed} passed, ${failures.length} failed${skips.length > 0 ? `, ${skips.length} skipped` : ''}`;
