import type { Cardea } from '../../cardea.ts';
import { issuerPath } from '../../http/issuer-path.ts';
import type { EndpointRequest } from '../../routes/endpoint.ts';
import { presentBrowser } from '../flow/browser.ts';
import type { FormTarget } from '../forms/form.tsx';
import { formToken } from '../forms/form-token.ts';
import { type ByMailForm, byMailPaths } from './by-mail-paths.ts';

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

/** Whether people can sign in with a code that comes by mail. */
export const areCodesOn = ({ settings, mail }: Pick<Cardea, 'settings' | 'mail'>): boolean =>
  settings.emailCodes && mail !== undefined;

/** Whether people can make accounts for themselves. */
export const isSignUpOn = ({ settings, mail }: Pick<Cardea, 'settings' | 'mail'>): boolean =>
  settings.signUp !== 'off' && mail !== undefined;
