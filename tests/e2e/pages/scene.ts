import type { Page } from 'playwright-core';

export type Parameters = Readonly<Record<string, string>>;

/** Brings one page to the screen; `url` makes authorization requests. A browser plays all of them in their order. */
export type Scene = (page: Page, url: (parameters?: Parameters) => string) => Promise<void>;
