import { sealAudit } from '@cardea/core';
import type { Cardea } from '../cardea.ts';

const KEYS_EVERY_MS = 5_000;
const REMOVAL_EVERY_MS = 30_000;
const SEALS_EVERY_MS = 10_000;
/** What is stored holds everywhere within five seconds. */
const SETTINGS_EVERY_MS = 3_000;
const STATS_EVERY_MS = 60_000;
const UNUSED_CLIENTS_EVERY_MS = 300_000;
/** Rows removed in one unit: small enough that nobody waits for it (design §4). */
const REMOVAL_BATCH = 500;

/** Repeats a task with a pause between its runs; a failure is logged and the next run comes all the same. */
const repeat = (task: () => Promise<void>, everyMs: number, failed: (error: unknown) => void): (() => void) => {
  let stopped = false;
  let timer: Timer | undefined;
  const schedule = () => {
    if (stopped) return;
    timer = setTimeout(async () => {
      try {
        await task();
      } catch (error) {
        failed(error);
      }
      schedule();
    }, everyMs);
    timer.unref();
  };
  schedule();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
};

/** What runs beside the requests: key rotation, discovery that follows other processes, and the removal of what is no longer needed. */
export const startBackground = (cardea: Cardea, refreshDocuments: () => Promise<void>): (() => void) => {
  const { keyring, stores, clock, log, settings } = cardea;
  const failed = (what: string) => (error: unknown) => log.warn({ err: error, task: what }, 'background task failed');

  const keys = async () => {
    await keyring.tick();
    await refreshDocuments();
  };
  const removal = async () => {
    let removed = REMOVAL_BATCH;
    while (removed === REMOVAL_BATCH && !cardea.lifecycle.stopping) {
      const now = Math.floor(clock.nowMs() / 1000);
      const auditBefore = now - settings.auditRetentionSeconds;
      removed = await stores.removeExpired({ now, limit: REMOVAL_BATCH, auditBefore });
    }
  };
  const unusedClients = async () => {
    while ((await cardea.removeUnusedClients()) > 0 && !cardea.lifecycle.stopping);
  };
  const seals = async () => {
    while ((await sealAudit(cardea)) > 0 && !cardea.lifecycle.stopping);
  };
  const dueAccounts = async () => {
    while ((await cardea.removeDueAccounts()) > 0 && !cardea.lifecycle.stopping);
  };
  const stops = [
    repeat(seals, SEALS_EVERY_MS, failed('audit seals')),
    repeat(dueAccounts, REMOVAL_EVERY_MS, failed('due accounts')),
    repeat(unusedClients, UNUSED_CLIENTS_EVERY_MS, failed('unused clients')),
    repeat(cardea.refreshSettings, SETTINGS_EVERY_MS, failed('settings')),
    repeat(() => cardea.statRecorder.write(), STATS_EVERY_MS, failed('statistics')),
    repeat(keys, KEYS_EVERY_MS, failed('keys')),
    repeat(removal, REMOVAL_EVERY_MS, failed('removal')),
  ];
  return () => {
    for (const stop of stops) stop();
  };
};
