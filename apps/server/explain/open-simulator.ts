import { createClientLookup, createSimulator, dryStores, type EngineOptions, type Simulator } from '@cardea/core';

type LookupPorts = Parameters<typeof createClientLookup>[0];

/** Dry runs with what the engine is made of; looking a client up writes nothing either. */
export const openSimulator = (base: Omit<EngineOptions, 'clientLookup'>, ports: LookupPorts): Simulator =>
  createSimulator({
    ...base,
    clientLookup: createClientLookup({ ...ports, stores: dryStores(ports.stores) }),
  });
