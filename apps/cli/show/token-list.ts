import { table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { instant } from '../terminal/times.ts';
import type { ShownToken } from './token.ts';

const HEADING = ['ID', 'NAME', 'STATE', 'CLIENT ID', 'SCOPE', 'EXPIRES'];

/** Access tokens, a row each; nothing where there is none. */
export const tokenTable = (tokens: readonly ShownToken[], terminal: Terminal): readonly string[] => {
  const rows = tokens.map(({ id, label, state, clientId, scopes, expiresAt }) => [
    id,
    label ?? '',
    state,
    clientId,
    scopes.join(' ') || 'none',
    instant(expiresAt) ?? '',
  ]);
  return rows.length === 0 ? [] : table(HEADING, rows, terminal);
};
