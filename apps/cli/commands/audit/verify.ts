import type { AdminClient } from '../../connect/admin-client.ts';
import { defineCommand } from '../../parse/command.ts';
import { text } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';

const WORDS = {
  altered: 'were altered',
  missing: 'are missing',
  seal_missing: 'have lost their seal',
} as const;

/** `SEQUENCE:HASH`, as an earlier run printed it. */
const readHead = (given: string | undefined) => {
  if (given === undefined) return undefined;
  const [, sequence, hash] = /^(\d{1,15}):([\w-]{43})$/.exec(given) ?? [];
  if (sequence === undefined || hash === undefined)
    throw new UsageError(`--head ${given} is no head; write NUMBER:HASH`);
  return { sequence: Number(sequence), hash };
};

type Proof = Awaited<ReturnType<AdminClient['audit']['verify']['mutate']>>;

/** All parts of the proof: no single answer takes longer than a connection may be silent. */
const wholeProof = async (admin: AdminClient, noted: Proof['head']): Promise<Omit<Proof, 'nextCursor'>> => {
  const faults: Proof['faults'][number][] = [];
  let proved = 0;
  let cursor: string | undefined;
  while (true) {
    const { nextCursor, ...part } = await admin.audit.verify.mutate({ noted, cursor });
    faults.push(...part.faults);
    proved += part.proved;
    if (nextCursor === undefined) return { ...part, faults, proved };
    cursor = nextCursor;
  }
};

export const auditVerify = defineCommand({
  name: 'audit verify',
  summary: 'Prove that no entry was removed or altered.',
  details: [
    'Entries are sealed in a chain under the master key. The head that is printed, kept elsewhere and given again with --head, also shows a chain that was cut short.',
    'Ends with 1 where something is wrong.',
  ],
  args: {},
  flags: { head: text({ placeholder: 'NUMBER:HASH', doc: 'A head that an earlier run printed.' }) },
  examples: [{ line: 'audit verify', does: 'Looks at everything that is kept.' }],
  run: async ({ flags, admin }) => {
    const proof = await wholeProof(await admin(), readHead(flags.head));
    const { faults, proved, head } = proof;
    const shownHead = head === undefined ? 'none' : `${head.sequence}:${head.hash}`;
    return {
      data: proof,
      lines: [
        ...faults.map(({ from, to, what }) => `Entries ${from} to ${to} ${WORDS[what]}.`),
        faults.length === 0
          ? `${proved} entries are as they were written.`
          : `${proved} other entries are as they were written.`,
        `head ${shownHead}`,
      ],
      exitCode: faults.length === 0 ? 0 : 1,
    };
  },
});
