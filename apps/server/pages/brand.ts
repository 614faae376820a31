import type { Settings } from '../config/settings-table.ts';

/** How the pages call the place that people sign in at. */
export interface Brand {
  /** Shown above each page, and in the title of the window. */
  readonly name: string;
  /** The host of the issuer: what a person should see in the address bar. */
  readonly host: string;
}

export const brandOf = ({ issuer }: Pick<Settings, 'issuer'>): Brand => {
  const { host } = new URL(issuer);
  return { name: host, host };
};
