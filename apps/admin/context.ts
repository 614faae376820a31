import type { Actor, Authority, EpochSeconds, Management } from '@cardea/core';
import type { SystemServices } from './system/system-services.ts';

/** What the procedures work with, for one call. */
export interface AdminContext {
  readonly management: Management;
  readonly system: SystemServices;
  /** Who calls, for the audit. */
  readonly actor: Actor;
  /** On what ground they call. */
  readonly authority: Authority;
  readonly now: () => EpochSeconds;
  /** Done once the caller may call, and before the input is read: throws where the call is not to be made. */
  readonly first?: (() => void) | undefined;
}
