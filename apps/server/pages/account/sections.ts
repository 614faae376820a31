import { data } from './data/data-section.tsx';
import { devices } from './devices/devices-section.tsx';
import type { AccountSection } from './section.ts';

/** Every section of the account pages, in the order in which people see them. */
export const accountSections: readonly AccountSection[] = [devices, data];
