import { hash } from 'node:crypto';
import { accentSheet } from '@cardea/console';
import type { Logo } from '@cardea/core';

export const ACCENT_PATH = '/assets/accent.css';
export const LOGO_PATH = '/assets/logo';

const HASH_CHARS = 12;

/** The style sheet of a colour: its address changes with what is made of the colour. */
export const accentUrl = (colour: string): string =>
  `${ACCENT_PATH}?${new URLSearchParams({ colour: colour.slice(1), v: hash('sha256', accentSheet(colour), 'hex').slice(0, HASH_CHARS) })}`;

export type Ground = 'light' | 'dark';

/** A picture of whom it belongs to: its address changes with the picture. */
export const logoUrl = (picture: { readonly owner: string; readonly logo: Logo; readonly ground: Ground }): string =>
  `${LOGO_PATH}?${new URLSearchParams({ of: picture.owner, on: picture.ground, v: picture.logo.hash })}`;
