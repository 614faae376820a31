import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import { checkClient } from '../management/clients/check-client.ts';
import type { ClientSettings } from '../management/clients/client-input.ts';
import type { Client } from '../ports/client.ts';
import type { Profile } from '../profiles/profile.ts';
import type { RegistrationDependencies } from './dependencies.ts';
import { type ClientMetadata, isMemberProblem, readMetadata } from './metadata/client-metadata.ts';
import { foreignPage } from './metadata/same-site.ts';
import { settingsOf } from './metadata/settings-of.ts';
import { inWireNames, wireName } from './metadata/wire-names.ts';
import { openScopes } from './policy.ts';
import { refusedMember } from './refused.ts';
import { sectorProblem } from './sector.ts';
import { statedMetadata } from './software-statement.ts';

/** A client as it would be registered, everything checked that can be. */
export type Draft = ClientSettings & Pick<Client, 'softwareStatement' | 'sectorIdentifierUri'>;

export interface DraftRequest {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly old?: Client | undefined;
  readonly invited: boolean;
  /** Scopes that the token allows beside the usual ones. */
  readonly scopes: readonly string[];
  /** How it authenticates where it does not say. */
  readonly usualAuthMethod: Client['authMethod'];
  /** What it is called where it has no name; the host that people come back to when absent. */
  readonly usualName?: string | undefined;
  /** Hosts that are its own without a doubt. */
  readonly ownHosts?: readonly string[] | undefined;
}

/** The metadata with what the publisher says of it, which is stronger (RFC 7591 §2.3). */
const withStatement = async (
  metadata: Readonly<Record<string, unknown>>,
  dependencies: RegistrationDependencies,
): Promise<Readonly<Record<string, unknown>> | Refusal> => {
  const { software_statement: statement } = metadata;
  if (statement === undefined || statement === null)
    return dependencies.policy.requireStatement ? refuse('registration.statement_unapproved') : metadata;
  if (typeof statement !== 'string') return refuse('registration.statement');
  const stated = await statedMetadata(statement, dependencies);
  return isRefusal(stated) ? stated : { ...metadata, ...stated };
};

/** What is off unless an operator switches it on for a client, no client switches on for itself (design D14). */
const offeredTypes = ({ advertisesLegacy, responseTypes }: Profile): Profile['responseTypes'] =>
  advertisesLegacy ? responseTypes : responseTypes.filter((type) => type === 'code');

const usualName = ({ redirect_uris: [first] = [] }: ClientMetadata): string => {
  const host = first !== undefined && URL.canParse(first) ? new URL(first).host : '';
  return host === '' ? 'Unnamed application' : host.slice(0, 100);
};

/** The client that the metadata describes; the same for a registration and for an update. */
export const draftClient = async (
  { metadata: json, old, invited, scopes, usualAuthMethod, ...request }: DraftRequest,
  dependencies: RegistrationDependencies,
): Promise<Draft | Refusal> => {
  const { policy, stores } = dependencies;
  const merged = await withStatement(json, dependencies);
  if (isRefusal(merged)) return merged;
  const metadata = readMetadata(merged);
  if (isMemberProblem(metadata)) return refusedMember(metadata);
  const foreign = foreignPage(metadata, request.ownHosts ?? []);
  if (foreign) return refusedMember(foreign);
  const settings = settingsOf(metadata, {
    old,
    invited,
    scopes: [...new Set([...(await openScopes(policy, stores.resources)), ...scopes])],
    grantTypes: dependencies.grantTypes.filter(
      (grant) => grant !== 'implicit' || dependencies.profile.advertisesLegacy,
    ),
    requirePkce: dependencies.profile.alwaysPkce || !dependencies.profile.advertisesLegacy,
    responseTypes: offeredTypes(dependencies.profile),
    usualAuthMethod,
    usualName: request.usualName ?? usualName(metadata),
  });
  if (isMemberProblem(settings)) return refusedMember(settings);
  const wrong = checkClient(settings, dependencies);
  if (wrong)
    return refusedMember({
      member: wireName(wrong.field ?? 'client'),
      problem: inWireNames(wrong.problem ?? wrong.message),
    });
  const sector = await sectorProblem(metadata, dependencies.documents);
  if (sector) return refusedMember(sector);
  return {
    ...settings,
    softwareStatement: metadata.software_statement,
    sectorIdentifierUri: metadata.sector_identifier_uri,
  };
};
