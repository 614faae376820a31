import type { Refusal } from '@cardea/protocol';
import type { Unit } from '../ports/unit.ts';
import type { TokenResponse } from './issue.ts';

/** What a grant gives that is no access token of its client: all there is, but for the write. */
export interface ReadyPlan {
  readonly response: TokenResponse;
  readonly unit: Unit;
  /** Why the unit did not hold, looked up afterwards; undefined where something has changed and it is worth another try. */
  lost(): Promise<Refusal | undefined>;
  /** For the metrics. */
  readonly issued: { readonly grant: string; readonly format: string };
}
