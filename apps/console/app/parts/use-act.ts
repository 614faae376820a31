import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';

/** A change on the server, after which everything under the keys is asked for anew. */
export const useAct = <T, I = void>(
  act: (input: I) => Promise<T>,
  ...keys: readonly QueryKey[]
): UseMutationResult<T, Error, I> => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
};
