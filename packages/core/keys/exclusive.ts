/** Runs one task after the other, whatever becomes of them: so a slow read never overwrites the outcome of a later one. */
export const createExclusive = (): (<T>(task: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const turn = last.then(task, task);
    last = turn.catch(() => undefined);
    return turn;
  };
};
