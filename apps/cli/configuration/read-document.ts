import { CommandFailed } from '../connect/command-failed.ts';
import { readText } from '../parse/files.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { parseDocument, type Wanted } from './document.ts';

const MAX_BYTES = 32 * 1024 * 1024;

/** The configuration of a file, or of standard input for `-`. */
export const readDocument = async (path: string, terminal: Terminal): Promise<Wanted> => {
  const text = await readText(path, terminal, MAX_BYTES);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new CommandFailed({
      code: 'file.not_json',
      message: `${path} is not JSON: ${error instanceof Error ? error.message : ''}`,
      mend: 'Begin with what is there: cardea export > cardea.json',
    });
  }
  return parseDocument(content);
};
