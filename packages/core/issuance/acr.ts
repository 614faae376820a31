import type { AuthenticationMethod } from '../ports/browser-session.ts';

/** Authentication contexts, weakest first: what `acr` says and `acr_values` may ask for. */
export const acrValues = ['urn:cardea:acr:one-factor', 'urn:cardea:acr:two-factor'] as const;

/** Two methods of different kinds, or a key with user verification, are two factors; `acr` says no more than happened. */
export const acrOf = (methods: readonly AuthenticationMethod[]): (typeof acrValues)[number] =>
  methods.includes('mfa') ? acrValues[1] : acrValues[0];
