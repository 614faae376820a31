import type { EpochSeconds } from '../ports/clock.ts';
import type { Change } from '../ports/unit.ts';

/** Whose sessions end: all of one person, but the one that is named. */
interface Ending {
  readonly accountId: string;
  readonly except?: { readonly id: string; readonly sid: string } | undefined;
  readonly at: EpochSeconds;
}

/** Ends the sessions of a person, and lets the clients of each hear of it. What they were granted is not touched. */
export const endSessions = ({ accountId, except, at }: Ending): readonly Change[] => [
  { kind: 'browser_sessions.end', accountId, exceptId: except?.id, at },
  { kind: 'session_clients.end', accountId, exceptSid: except?.sid, at },
];
