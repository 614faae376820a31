import { type Branding, DatabaseUnavailable, ISSUER_BRANDING, type Stores } from '@cardea/core';
import type { Settings } from '../../config/settings-table.ts';
import { type Brand, brandOf } from './brand.ts';

/** What pages look like, as the database has it; where it does not answer, as it was when it last did. */
export class Brands {
  readonly #stores: Pick<Stores, 'brandings'>;
  readonly #settings: Pick<Settings, 'issuer'>;
  #last: Branding | undefined;

  constructor(stores: Pick<Stores, 'brandings'>, settings: Pick<Settings, 'issuer'>) {
    this.#stores = stores;
    this.#settings = settings;
  }

  /** In the flows of a client, where one is named. */
  async find(clientId?: string): Promise<Brand> {
    const { brandings } = this.#stores;
    try {
      const [issuer, own] = await Promise.all([
        brandings.find(ISSUER_BRANDING),
        clientId === undefined ? undefined : brandings.find(clientId),
      ]);
      this.#last = issuer;
      return brandOf(this.#settings, own, issuer);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) return this.last();
      throw error;
    }
  }

  /** Without asking: for the page that says that the database does not answer. */
  last(): Brand {
    return brandOf(this.#settings, undefined, this.#last);
  }
}
