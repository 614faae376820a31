import type { FlowState } from '@cardea/core';

/** Every page of a flow, by the step it is for. */
const pages = {
  login: '/login',
  second_factor: '/login/factor',
  enrol_factor: '/login/setup',
  select_account: '/select-account',
  consent: '/consent',
  sign_up: '/sign-up',
} as const;

export type PagePath =
  | (typeof pages)[keyof typeof pages]
  | '/login/code'
  | '/login/passkey'
  | '/login/upstream'
  | '/cancel';

/** Where the person does what comes next. */
export const pageOfStep = ({ step }: FlowState): PagePath => {
  if (step.kind === 'done') throw new Error('a flow with nothing left to ask has an answer, not a step');
  return pages[step.kind];
};

/** A page of one flow, under the path of the issuer. */
export const pageUrl = (root: string, path: PagePath, flowId: string): string => `${root}${path}?flow=${flowId}`;
