import type { Actor, AuditAction, AuditEntry } from '../ports/audit.ts';
import { type Clock, seconds } from '../ports/clock.ts';
import type { Change } from '../ports/unit.ts';

export interface AuditNote {
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly target: string;
  readonly detail?: AuditEntry['detail'];
}

/** The entry that each unit of the management carries (design D8). */
export const audited = (clock: Clock, note: AuditNote): Change => ({
  kind: 'audit.append',
  entry: { at: seconds(clock), ...note },
});
