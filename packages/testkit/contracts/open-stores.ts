import { afterAll, beforeAll } from 'bun:test';
import type { Stores } from '@cardea/core';

export interface OpenStores {
  readonly stores: Stores;
  /** The same database as other processes see it: rivals in a race. */
  readonly peers?: readonly Stores[];
  close(): Promise<void>;
}

/** Opens an empty database. */
export type OpenEmpty = () => Promise<OpenStores>;

export interface Subject {
  readonly stores: Stores;
  /** The stores and their peers. */
  readonly rivals: readonly Stores[];
}

/** Opens one database for the tests of a group. */
export const openForGroup = (open: OpenEmpty): Subject => {
  let opened: OpenStores | undefined;
  const now = (): OpenStores => {
    if (!opened) throw new Error('the database is not open yet');
    return opened;
  };
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(async () => {
    await opened?.close();
  });
  return {
    get stores() {
      return now().stores;
    },
    get rivals() {
      return [now().stores, ...(now().peers ?? [])];
    },
  };
};
