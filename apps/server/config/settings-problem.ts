/** One thing that is wrong with the settings, in words for the person who set them. */
export interface SettingsProblem {
  /** The variable, the key of the file, or the file. */
  readonly subject: string;
  /** The settings file in which the subject stands; absent for the environment. */
  readonly file?: string | undefined;
  /** What was received; absent for secrets, for what is unknown, and for what is missing. */
  readonly received?: string | undefined;
  /** The rest of a sentence that begins with the subject. */
  readonly problem: string;
  /** What to do about it: a sentence. */
  readonly mend: string;
}

const MAX_SHOWN_CHARS = 120;

/** A value as it can be shown on one line of a terminal. */
export const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS)}…` : text;
};

/** One line: `CARDEA_PORT ("x") is not a whole number from 0 to 65535. Write a free port, such as 2273.` */
export const formatProblem = ({ subject, file, received, problem, mend }: SettingsProblem): string =>
  `${subject}${file ? ` in ${file}` : ''}${received === undefined ? '' : ` (${received})`} ${problem}. ${mend}`;

export const areProblems = (result: object | readonly SettingsProblem[]): result is readonly SettingsProblem[] =>
  Array.isArray(result);
