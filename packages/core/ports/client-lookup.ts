import type { Refusal } from '@cardea/protocol';
import type { Client } from './client.ts';
import type { Caller } from './request.ts';

/**
 * Why a client is looked for. `authorization`: a person is about to judge what it says of itself, which has to be fresh.
 * `authentication`: it is known and proves itself; what it said lately will do where its document cannot be had just now.
 */
export type LookupOccasion = 'authorization' | 'authentication';

/** Clients by the id that a request names: the registered ones, and those whose id is the address of their document. */
export interface ClientLookup {
  /** Undefined for an id that nobody has; a refusal where the id is an address, and what is there is no good. */
  find(id: string, caller: Caller, occasion: LookupOccasion): Promise<Client | Refusal | undefined>;
}
