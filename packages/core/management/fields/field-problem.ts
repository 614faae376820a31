/** What is wrong with one setting: its name in the input, and the end of a sentence that begins with the name. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

/** The first problem of several checks. */
export const firstProblem = (checks: Readonly<Record<string, string | undefined>>): FieldProblem | undefined => {
  for (const [field, problem] of Object.entries(checks)) if (problem !== undefined) return { field, problem };
  return undefined;
};
