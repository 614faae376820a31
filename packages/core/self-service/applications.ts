import { type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import {
  type AllowedApplication,
  applicationsOf,
  endOfApplication,
  isAllowed,
} from '../management/grants/applications.ts';
import { seconds } from '../ports/clock.ts';
import type { Visitor } from './visitor.ts';

/** An application that a person has allowed something, or is signed in at. */
export type OwnApplication = AllowedApplication;

/** The applications of the person, the one used last before the others. */
export const listApplications = (
  { person: { account } }: Visitor,
  options: EngineOptions,
): Promise<readonly OwnApplication[]> => applicationsOf(account.id, options);

/** Takes back everything that one application was allowed: its tokens are dead at once, and it must ask again. */
export const revokeApplication = async (
  { person: { account }, actor }: Visitor,
  clientId: string,
  options: EngineOptions,
): Promise<Refusal | undefined> => {
  if (!(await isAllowed(account.id, clientId, options))) return refuse('self_service.application_unknown');
  const ending = { accountId: account.id, clientId, actor, at: seconds(options.clock) };
  const held = await options.stores.commit({
    guard: { kind: 'account.active', id: account.id },
    changes: endOfApplication(ending),
  });
  return held ? undefined : refuse('self_service.not_signed_in');
};
