import { hash } from 'node:crypto';
import css from '../generated/pages.css' with { type: 'text' };

const HASH_CHARS = 12;

/** The one style sheet of the pages. Its name changes with its content, so caches may keep it for ever. */
export const stylesheet = {
  path: `/assets/pages-${hash('sha256', css, 'hex').slice(0, HASH_CHARS)}.css`,
  contentType: 'text/css; charset=utf-8',
  body: css,
} as const;
