/** What was typed after the name of a command, checked against its flags and arguments. */
export interface ParsedLine {
  /** The texts given for each flag; an empty text for a switch. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly args: readonly string[];
}
