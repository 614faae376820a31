import type { Actor } from '../../ports/audit.ts';
import { type Branding, ISSUER_BRANDING } from '../../ports/branding.ts';
import { seconds } from '../../ports/clock.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { applyChanges, changedFields } from '../fields/apply-changes.ts';
import type { ManagementPorts } from '../ports.ts';
import type { BrandingChanges } from './branding-input.ts';
import { brandingProblem, readColour } from './check-branding.ts';
import { readLogo } from './read-logo.ts';

interface Owner {
  /** The client whose flows look like this; the issuer where it is absent. */
  readonly clientId?: string | undefined;
}

/** What pages say and show of the issuer, and instead of that in the flows of a client. Each change is one unit with one audit entry. */
export interface BrandingManagement {
  /** Of version 0 where nothing was chosen. */
  show(owner: Owner): Promise<Branding | ManagementError>;
  /** Of all clients that have looks of their own. */
  listClients(): Promise<readonly Branding[]>;
  modify(changes: BrandingChanges, actor: Actor): Promise<Branding | ManagementError>;
  /** Undefined where it is done, or nothing was chosen. */
  reset(owner: Owner & { readonly version?: number | undefined }, actor: Actor): Promise<ManagementError | undefined>;
}

const nothing = (owner: string): Branding => ({ owner, version: 0, signInTexts: {}, updatedAt: 0 });

const find = async ({ stores }: ManagementPorts, { clientId }: Owner): Promise<Branding | ManagementError> => {
  const owner = clientId ?? ISSUER_BRANDING;
  if (clientId !== undefined && !(clientId !== ISSUER_BRANDING && (await stores.clients.findFresh(clientId))))
    return new ManagementError('client.not_found', { subject: clientId.slice(0, 100) });
  return (await stores.brandings.findFresh(owner)) ?? nothing(owner);
};

/** How the audit names whose looks they are. */
const targetOf = ({ owner }: Branding): string => (owner === ISSUER_BRANDING ? 'issuer' : owner);

const invalid = (field: string, problem: string) => new ManagementError('branding.invalid', { field, problem });

/** What is asked for, with pictures and colours as they are kept. */
const readChanges = (
  { clientId: _, version: __, ...asked }: BrandingChanges,
  { digests }: ManagementPorts,
): Readonly<Record<string, unknown>> | ManagementError => {
  const read: Record<string, unknown> = { ...asked };
  for (const field of ['logo', 'darkLogo'] as const) {
    const given = asked[field];
    if (given === undefined || given === null) continue;
    const logo = readLogo(given, digests);
    if ('problem' in logo) return invalid(field, logo.problem);
    read[field] = logo;
  }
  if (asked.accent !== undefined && asked.accent !== null) {
    read.accent = readColour(asked.accent);
    if (read.accent === undefined) return invalid('accent', 'is no colour such as #3b5bdb');
  }
  return read;
};

const conflictOf = (branding: Branding) => new ManagementError('branding.conflict', { subject: targetOf(branding) });

const modify = async (
  ports: ManagementPorts,
  changes: BrandingChanges,
  actor: Actor,
): Promise<Branding | ManagementError> => {
  const old = await find(ports, changes);
  if (isManagementError(old)) return old;
  if (changes.version !== undefined && changes.version !== old.version) return conflictOf(old);
  const asked = readChanges(changes, ports);
  if (isManagementError(asked)) return asked;
  const settings: Branding = applyChanges(old, asked);
  const changed = changedFields(old, settings).filter(
    (field) => settings[field as keyof Branding] !== undefined || old[field as keyof Branding] !== undefined,
  );
  if (changed.length === 0) return old;
  const { stores, clock } = ports;
  const branding: Branding = { ...settings, version: old.version + 1, updatedAt: seconds(clock) };
  const refused = brandingProblem(branding);
  if (refused) return new ManagementError('branding.invalid', refused);
  const done = await stores.commit({
    guard: { kind: old.version === 0 ? 'branding.insert' : 'branding.replace', branding },
    changes: [audited(clock, { actor, action: 'branding.updated', target: targetOf(branding), detail: { changed } })],
  });
  if (done) return branding;
  const now = await find(ports, changes);
  return isManagementError(now) ? now : conflictOf(now);
};

const reset = async (
  ports: ManagementPorts,
  { version, ...owner }: Owner & { readonly version?: number | undefined },
  actor: Actor,
): Promise<ManagementError | undefined> => {
  const old = await find(ports, owner);
  if (isManagementError(old)) return old;
  if (version !== undefined && version !== old.version) return conflictOf(old);
  if (old.version === 0) return undefined;
  const done = await ports.stores.commit({
    guard: { kind: 'branding.delete', owner: old.owner, version: old.version },
    changes: [audited(ports.clock, { actor, action: 'branding.reset', target: targetOf(old) })],
  });
  return done ? undefined : conflictOf(old);
};

export const createBrandingManagement = (ports: ManagementPorts): BrandingManagement => ({
  show: (owner) => find(ports, owner),
  listClients: async () => (await ports.stores.brandings.list()).filter(({ owner }) => owner !== ISSUER_BRANDING),
  modify: (changes, actor) => modify(ports, changes, actor),
  reset: (owner, actor) => reset(ports, owner, actor),
});
