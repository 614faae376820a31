import type { Finding } from '@cardea/admin';
import type { Cardea } from '../cardea.ts';

/** How far a stored instant may lie ahead of our clock (design D3). */
const SKEW_SECONDS = 60;

type Diagnosed = Pick<Cardea, 'database' | 'stores' | 'keyring' | 'clock' | 'settings'>;

/** One check: what it looked at, and how it says what it found. Its rejection is a finding too. */
interface Check {
  readonly check: string;
  readonly look: (cardea: Diagnosed) => Promise<Omit<Finding, 'check'> | readonly Omit<Finding, 'check'>[]>;
  readonly mend: string;
}

const nowOf = ({ clock }: Diagnosed): number => Math.floor(clock.nowMs() / 1000);

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

const checks: readonly Check[] = [
  {
    check: 'database',
    look: async ({ stores, database, settings }) => {
      await stores.ping();
      const found = `answers and takes writes (${database.mode}, schema ${database.migrated.to})`;
      return settings.databaseSynchronous === 'NORMAL' && database.mode === 'embedded'
        ? {
            state: 'warning',
            found: `${found}; CARDEA_DATABASE_SYNCHRONOUS is NORMAL: the last commits may be lost when the power fails`,
            mend: 'Set CARDEA_DATABASE_SYNCHRONOUS=FULL, or leave it out',
          }
        : { state: 'good', found };
    },
    mend: 'Look at the disk and at the server of the database; CARDEA_DATABASE_URL says where it is',
  },
  {
    check: 'integrity',
    look: async ({ database }) => {
      const [first, ...more] = await database.integrityCheck();
      if (first === undefined) return { state: 'good', found: 'the database is whole' };
      return {
        state: 'failed',
        found: `the database is damaged: ${first}${more.length > 0 ? ` (and ${more.length} more)` : ''}`,
        mend: 'Stop the server and restore a backup: cardea restore FILE. Look at the disk',
      };
    },
    mend: 'Look at the disk, then run the doctor again',
  },
  {
    check: 'clock',
    look: async (cardea) => {
      const now = nowOf(cardea);
      const [newest] = await cardea.stores.audit.list({ limit: 1 });
      if (newest && newest.at > now + SKEW_SECONDS) {
        return {
          state: 'failed',
          found: `it is ${iso(now)} here, but the newest entry of the database is from ${iso(newest.at)}`,
          mend: 'Set the clock, and keep it right with NTP: tokens expire by it',
        };
      }
      return { state: 'good', found: `it is ${iso(now)}, after the newest entry of the database` };
    },
    mend: 'Look at the database first',
  },
  {
    check: 'keys',
    look: async ({ keyring, settings }) => {
      const keys = await keyring.list();
      return settings.signingAlgorithms.map((algorithm) => {
        const current = keys.find((key) => key.algorithm === algorithm && key.state === 'current');
        if (!current) {
          return {
            state: 'failed',
            found: `${algorithm}: no key signs`,
            mend: `Make one with: cardea keys rotate --algorithm ${algorithm} --now`,
          };
        }
        keyring.signer(algorithm).sign('JWT', { check: true });
        const due = current.activeFrom + settings.keyRotationSeconds;
        return {
          state: 'good',
          found: `${algorithm}: ${current.id} signs, opened with the master key; its turn ends by ${iso(due)}`,
        };
      });
    },
    mend: 'Give the server the master key with which the keys were sealed: CARDEA_SECRET or master.key in the data folder',
  },
];

/** Looks at the database and the keys in it, from the process that has them open. */
export const diagnose = async (cardea: Diagnosed): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  for (const { check, look, mend } of checks) {
    try {
      const found = await look(cardea);
      for (const finding of Array.isArray(found) ? found : [found]) findings.push({ check, ...finding });
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown failure';
      findings.push({ check, state: 'failed', found: `could not be looked at: ${why}`, mend });
    }
  }
  return findings;
};
