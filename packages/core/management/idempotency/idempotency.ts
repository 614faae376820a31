import { seconds } from '../../ports/clock.ts';
import type { IdempotentCall } from '../../ports/idempotency.ts';
import type { Change } from '../../ports/unit.ts';
import { ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';

/** How long an answer is kept: longer than anybody repeats a call by itself. */
const KEPT_SECONDS = 3600;
/** Longer than any call takes: then whoever made it is gone. */
const LEASE_SECONDS = 60;

/** RFC 9110 §5.5: what a header can carry as it is. */
const KEY = /^[\x21-\x7e]{1,255}$/;

export interface AskedCall {
  /** Who calls, and on what ground: an answer is given again to nobody else. */
  readonly caller: string;
  readonly procedure: string;
  /** What the caller chose to know the call by. */
  readonly key: string;
  /** What is asked for, letter by letter. */
  readonly body: string;
}

/** A call that nobody made before. */
export interface BegunCall<Management> {
  /** Each unit of it says that the call took effect. */
  readonly management: Management;
  /** It was done; the answer is given again to whoever repeats the call. */
  answered(answer: string): Promise<void>;
  /** It was refused, and nothing was written: it may be made again. */
  refused(): Promise<void>;
}

/** Calls that are done once, however often they are sent (ADR 0047). */
export interface IdempotencyManagement<Management> {
  /** The call to be made now, or the answer that was given before. */
  begin(call: AskedCall): Promise<BegunCall<Management> | { readonly answer: string } | ManagementError>;
}

type Ports = Pick<ManagementPorts, 'stores' | 'clock' | 'digests' | 'sealer'>;

const contextOf = (id: string): string => `idempotent_call.${id}.answer`;

/** What somebody else's claim of the same call means. */
const claimedBefore = (found: IdempotentCall | undefined, fingerprint: string, { sealer }: Ports) => {
  if (found !== undefined && found.fingerprint !== fingerprint) return new ManagementError('idempotency.key_reused');
  if (found?.answer !== undefined) return { answer: sealer.open(found.answer, contextOf(found.id)) };
  return new ManagementError(found?.doneAt === undefined ? 'idempotency.under_way' : 'idempotency.answer_lost');
};

export const createIdempotencyManagement = <Management>(
  ports: Ports,
  /** The management whose units carry one change more. */
  marking: (mark: Change) => Management,
): IdempotencyManagement<Management> => ({
  async begin({ caller, procedure, key, body }) {
    if (!KEY.test(key)) return new ManagementError('idempotency.key_invalid');
    const { stores, clock, digests, sealer } = ports;
    const at = seconds(clock);
    const id = digests.sha256(JSON.stringify([caller, procedure, key]));
    // Keyed: what is asked for may hold a password
    const fingerprint = digests.derive('idempotency', body);
    const known = await stores.idempotency.find(id);
    if (known !== undefined && known.fingerprint !== fingerprint) return claimedBefore(known, fingerprint, ports);
    const call = { id, fingerprint, leaseEndsAt: at + LEASE_SECONDS, removeAt: at + KEPT_SECONDS };
    const isOurs = await stores.commit({ guard: { kind: 'idempotent_call.claim', call, at }, changes: [] });
    if (!isOurs) return claimedBefore(await stores.idempotency.find(id), fingerprint, ports);
    return {
      management: marking({ kind: 'idempotent_call.done', id, at }),
      async answered(answer) {
        const box = sealer.seal(answer, contextOf(id));
        await stores.commit({ changes: [{ kind: 'idempotent_call.answer', id, answer: box }] });
      },
      async refused() {
        await stores.commit({ changes: [{ kind: 'idempotent_call.forget', id }] });
      },
    };
  },
});
