import type { Actor, Management } from '@cardea/core';
import type { SystemServices } from './system/system-services.ts';

/** What the procedures work with, for one call. */
export interface AdminContext {
  readonly management: Management;
  readonly system: SystemServices;
  /** Who calls. */
  readonly actor: Actor;
}
