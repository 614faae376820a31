import { api, type Outputs } from '../../api/api.ts';

type Proof = Outputs['audit']['verify'];

/** The proof of the whole audit, which the server gives a part at a time. */
export const verifyAudit = async (): Promise<Pick<Proof, 'faults' | 'proved'>> => {
  const faults: Proof['faults'][number][] = [];
  let proved = 0;
  let cursor: string | undefined;
  do {
    const part = await api.audit.verify.mutate(cursor === undefined ? {} : { cursor });
    faults.push(...part.faults);
    proved += part.proved;
    cursor = part.nextCursor;
  } while (cursor !== undefined);
  return { faults, proved };
};
