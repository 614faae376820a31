/** The forms of whoever has no password, no account, or a link from a mail; each under its path. */
export const byMailPaths = {
  forgot: '/forgot-password',
  sign_up: '/sign-up',
  link: '/link',
} as const;

export type ByMailForm = keyof typeof byMailPaths;

/** A page of these, for the flow where there is one. */
export const byMailUrl = (root: string, form: ByMailForm, flowId: string | undefined): string =>
  `${root}${byMailPaths[form]}${flowId === undefined ? '' : `?flow=${flowId}`}`;
