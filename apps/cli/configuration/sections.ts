import type { Section } from './section.ts';
import { branding } from './sections/branding.ts';
import { clients } from './sections/clients.ts';
import { identityProviders } from './sections/identity-providers.ts';
import { resources } from './sections/resources.ts';
import { scopes } from './sections/scopes.ts';
import { settings } from './sections/settings.ts';
import { trustedIssuers } from './sections/trusted-issuers.ts';

/** Every section, each after those whose things its own name. What is removed is removed the other way around. */
export const sections: readonly Section[] = [
  scopes,
  resources,
  clients,
  identityProviders,
  trustedIssuers,
  branding,
  settings,
];
