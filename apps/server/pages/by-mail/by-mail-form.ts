import type { Cardea } from '../../cardea.ts';
import { issuerPath } from '../../http/issuer-path.ts';
import type { EndpointRequest } from '../../routes/endpoint.ts';
import { presentBrowser } from '../flow/browser.ts';
import type { FormTarget } from '../forms/form.tsx';
import { formToken } from '../forms/form-token.ts';

/** The forms of whoever has no password, no account, or a link from a mail; each under its path. */
export const byMailPaths = {
  forgot: '/forgot-password',
  sign_up: '/sign-up',
  link: '/link',
} as const;

export type ByMailForm = keyof typeof byMailPaths;

/** A form of these pages, and the cookies that it needs to be known by. */
export const byMailForm = (
  form: ByMailForm,
  { incoming, flowId }: { readonly incoming: EndpointRequest; readonly flowId: string | undefined },
  cardea: Cardea,
): { readonly target: FormTarget; readonly cookies: readonly string[] } => {
  const { browser, cookies } = presentBrowser(incoming, cardea);
  const token = formToken(cardea.digests, { secret: browser.secret, form });
  return { target: { action: issuerPath(cardea.settings.issuer) + byMailPaths[form], flowId, token }, cookies };
};

/** A page of these, for the flow where there is one. */
export const byMailUrl = (root: string, form: ByMailForm, flowId: string | undefined): string =>
  `${root}${byMailPaths[form]}${flowId === undefined ? '' : `?flow=${flowId}`}`;

/** Whether people can make accounts for themselves. */
export const isSignUpOn = ({ settings, mail }: Pick<Cardea, 'settings' | 'mail'>): boolean =>
  settings.signUp !== 'off' && mail !== undefined;
