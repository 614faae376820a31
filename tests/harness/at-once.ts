/** Everybody who waits here goes on at the moment when the last of `parties` has come. */
const createBarrier = (parties: number): (() => Promise<void>) => {
  const open = Promise.withResolvers<void>();
  let missing = parties;
  return () => {
    missing -= 1;
    if (missing <= 0) open.resolve();
    return open.promise;
  };
};

/** Runs `action` `count` times in the same turn; all results, in order. */
export const atOnce = async <T>(count: number, action: (index: number) => Promise<T>): Promise<readonly T[]> => {
  const barrier = createBarrier(count);
  return await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await barrier();
      return await action(index);
    }),
  );
};
