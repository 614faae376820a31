import { appPasswords } from './app-passwords/app-passwords-section.tsx';
import { applications } from './applications/applications-section.tsx';
import { data } from './data/data-section.tsx';
import { deletion } from './deletion/deletion-section.tsx';
import { devices } from './devices/devices-section.tsx';
import { links } from './links/links-section.tsx';
import { password } from './password/password-section.tsx';
import { profile } from './profile/profile-section.tsx';
import type { AccountSection } from './section.ts';
import { security } from './security/security-section.tsx';

/** Every section of the account pages, in the order in which people see them. */
export const accountSections: readonly AccountSection[] = [
  profile,
  password,
  security,
  appPasswords,
  applications,
  links,
  devices,
  data,
  deletion,
];
