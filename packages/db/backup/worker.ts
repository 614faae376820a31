/// <reference lib="webworker" />
import { Database } from 'bun:sqlite';

declare const self: Worker;

/** What a worker does on a connection of its own, so that the event loop of the server stays free. */
export type Errand =
  | { readonly kind: 'copy'; readonly file: string; readonly target: string }
  | { readonly kind: 'check'; readonly file: string };

const run = (errand: Errand): readonly string[] => {
  const database = new Database(errand.file, { readonly: true });
  try {
    database.run('PRAGMA busy_timeout = 10000');
    if (errand.kind === 'copy') {
      database.run('VACUUM INTO ?', [errand.target]);
      return [];
    }
    const rows = database.query('PRAGMA integrity_check').values();
    return rows.map(([line]) => String(line)).filter((line) => line !== 'ok');
  } finally {
    database.close();
  }
};

self.onmessage = (event: MessageEvent<Errand>) => {
  try {
    self.postMessage({ findings: run(event.data) });
  } catch (error) {
    self.postMessage({ failure: error instanceof Error ? error.message : String(error) });
  }
};
