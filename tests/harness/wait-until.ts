const PAUSE_MS = 20;

export interface WaitOptions {
  /** What is waited for, for the error. */
  readonly what: string;
  readonly timeoutMs: number;
}

/** Asks again and again until the condition gives something; throws after `timeoutMs`, with the last error. */
export const waitUntil = async <T>(
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  { what, timeoutMs }: WaitOptions,
): Promise<T> => {
  const deadline = performance.now() + timeoutMs;
  let lastError: unknown;
  while (performance.now() < deadline) {
    try {
      const value = await condition();
      if (value !== undefined && value !== false) return value;
    } catch (error) {
      lastError = error;
    }
    await Bun.sleep(PAUSE_MS);
  }
  throw new Error(`waited ${timeoutMs} ms in vain: ${what}`, { cause: lastError });
};
