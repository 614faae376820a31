import { z } from 'zod';

/** Bounds of what is read at all; what a value means is judged by the management. */
const MAX_TEXT_CHARS = 4096;
const MAX_ITEMS = 1000;
const MAX_PAGE = 1000;

export const text = z.string().max(MAX_TEXT_CHARS);
export const texts = z.array(text).max(MAX_ITEMS).readonly();
export const count = z.number();
export const epochSeconds = z.number().int();
/** What a change answers that has nothing to say. */
export const nothing = z.void();
export const version = z.number().int().positive();

export const page = z.object({
  limit: z.number().int().min(1).max(MAX_PAGE).default(100),
  after: text.optional(),
});
