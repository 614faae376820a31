/** Moments are seconds since 1970 in the contract, and ISO 8601 for whoever opens a table. */
const isMoment = (name: string, value: unknown): value is number =>
  typeof value === 'number' && /(At|^at|^since)$/.test(name);

const text = (name: string, value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (isMoment(name, value)) return new Date(value * 1000).toISOString();
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** A cell that no table program takes for a formula (OWASP CSV injection). */
const harmless = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

/** RFC 4180 §2 */
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A table of everything that the items of a list say, with a line for the names. */
export const csvOf = (items: readonly object[]): string => {
  const names = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const lines = items.map((item) => {
    const values = new Map<string, unknown>(Object.entries(item));
    return names.map((name) => quoted(harmless(text(name, values.get(name))))).join(',');
  });
  return `${[names.map(quoted).join(','), ...lines].join('\r\n')}\r\n`;
};

export const jsonOf = (items: readonly object[]): string => `${JSON.stringify(items, undefined, 2)}\n`;
