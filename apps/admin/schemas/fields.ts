import { z } from 'zod';

/** Bounds of what is read at all; what a value means is judged by the management. */
const MAX_TEXT_CHARS = 4096;
const MAX_ITEMS = 1000;
const MAX_PAGE = 1000;
const MAX_SEARCH_CHARS = 200;

export const text = z.string().max(MAX_TEXT_CHARS);
export const texts = z.array(text).max(MAX_ITEMS).readonly();
export const count = z.number();
export const epochSeconds = z.number().int();
/** What a change answers that has nothing to say. */
export const nothing = z.void();
export const version = z.number().int().positive();

/** What every list is asked with, beside its filters. */
export const page = z.strictObject({
  limit: z.number().int().min(1).max(MAX_PAGE).default(100),
  cursor: text.optional(),
});

/** The same, with what is looked for. */
export const searched = z.strictObject({ ...page.shape, search: z.string().max(MAX_SEARCH_CHARS).optional() });

/** The filter of a list that nothing else narrows. */
export const plainFilter = searched.prefault({});

/** What every list is answered with: `nextCursor` asks for the next page, and is absent at the end. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item).readonly(), nextCursor: z.string().optional() });

export const switchedFilter = z.strictObject({ ...searched.shape, enabled: z.boolean().optional() }).prefault({});
