import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { goSignIn } from '../api/places.ts';
import { problemOf } from '../api/problem.ts';
import { askForStepUp } from './step-up.tsx';

const onError = (error: unknown): void => {
  const { code } = problemOf(error);
  if (code === 'signed_out') goSignIn();
  if (code === 'authority.step_up') askForStepUp();
};

const MAX_RETRIES = 1;

/** What was asked for is kept until something changes; a refusal is not asked for again. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < MAX_RETRIES && problemOf(error).code === 'offline',
        staleTime: 5_000,
      },
    },
  });
