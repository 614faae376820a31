import { DatabaseUnavailable } from '@cardea/core';
import type { Errand } from './worker.ts';

type Report = { readonly findings: readonly string[] } | { readonly failure: string };

/** Sends a worker; rejects with `DatabaseUnavailable` where it fails. */
export const runErrand = async (errand: Errand): Promise<readonly string[]> => {
  // TypeScript beside the sources, JavaScript beside the built program
  const worker = new Worker(Bun.resolveSync('./worker', import.meta.dir));
  try {
    const report = await new Promise<Report>((resolve) => {
      worker.onmessage = (event: MessageEvent<Report>) => resolve(event.data);
      worker.onerror = (event) => resolve({ failure: event.message });
      worker.postMessage(errand);
    });
    if ('failure' in report) throw new DatabaseUnavailable(report.failure);
    return report.findings;
  } finally {
    worker.terminate();
  }
};
