/** A page of docs/reference, made from a table in the code. */
export interface Page {
  /** Path from docs/reference. */
  readonly file: string;
  render(): string;
}

/** Said at the head of each page, so that nobody mends the copy. */
export const heading = (title: string, source: string): string =>
  `# ${title}\n\n<!-- Made by \`bun run docs\` from ${source}. Change it there. -->\n`;
