const GAP = '  ';
const BOLD = ['\u001b[1m', '\u001b[22m'] as const;
/** What a terminal would take as an order and not as text. */
const CONTROL = /\p{Cc}/gu;

const pad = (cell: string, width: number): string => cell + ' '.repeat(Math.max(0, width - Bun.stringWidth(cell)));

const clean = (cell: string): string => cell.replace(CONTROL, '�');

const align = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => Bun.stringWidth(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
};

/** Columns under a heading. */
export const table = (
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  { colour }: { readonly colour: boolean },
): readonly string[] => {
  const [first = '', ...rest] = align([heading, ...rows].map((row) => row.map(clean)));
  return [colour ? `${BOLD[0]}${first}${BOLD[1]}` : first, ...rest];
};

/** Names and values, one a line; those without a value are left out. */
export const facts = (rows: readonly (readonly [string, string | undefined])[]): readonly string[] =>
  align(rows.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, clean(value)]])));
