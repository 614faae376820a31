/** Typed prefixes: one kind never passes for another, and secret scanners can find a leaked one. */
export const handlePrefixes = {
  access_token: 'cda_at_',
  refresh_token: 'cda_rt_',
  authorization_code: 'cda_ac_',
  device_code: 'cda_dc_',
  client_secret: 'cda_cs_',
  browser_session: 'cda_bs_',
  pushed_request: 'cda_pr_',
  one_time_link: 'cda_ol_',
  registration_token: 'cda_rg_',
  initial_access_token: 'cda_ia_',
  upstream_state: 'cda_us_',
} as const;

export type HandleKind = keyof typeof handlePrefixes;

declare const kindOf: unique symbol;
/** The text of a handle of one kind, as its holder knows it. */
export type Handle<K extends HandleKind = HandleKind> = string & { readonly [kindOf]: K };
