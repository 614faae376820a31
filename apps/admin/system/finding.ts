/** What one check of the doctor found. */
export interface Finding {
  /** What was looked at. */
  readonly check: string;
  readonly state: 'good' | 'warning' | 'failed';
  /** What is so, for people. Never a secret. */
  readonly found: string;
  /** What to do about it, where something is to be done. */
  readonly mend?: string | undefined;
}
