import type { Cardea } from '../../cardea.ts';
import { issuerPath } from '../../http/issuer-path.ts';
import type { ByMailForm } from '../by-mail/by-mail-paths.ts';
import type { FormTarget } from '../forms/form.tsx';
import { type AccountFormName, type FormName, formToken } from '../forms/form-token.ts';
import type { PagePath } from './step-pages.ts';
import { applicationOf, withApplication } from './way-back.ts';

type FormOfFlow = Exclude<FormName, 'logout' | 'device' | 'first_owner' | AccountFormName | ByMailForm>;

const actions: Readonly<Record<FormOfFlow, PagePath>> = {
  login: '/login',
  login_upstream: '/login/upstream',
  login_code: '/login/code',
  login_passkey: '/login/passkey',
  second_factor: '/login/factor',
  enrol_factor: '/login/setup',
  select_account: '/select-account',
  consent: '/consent',
  cancel: '/cancel',
};

/** Where a form of a flow goes, with the token that proves it ours. */
export const formTarget = (
  form: FormOfFlow,
  { request, flowId }: { readonly request: Request; readonly flowId: string },
  { cookies, digests, settings }: Pick<Cardea, 'cookies' | 'digests' | 'settings'>,
): FormTarget => ({
  action: withApplication(issuerPath(settings.issuer) + actions[form], applicationOf(request)),
  flowId,
  token: formToken(digests, { secret: cookies.read(request).secret, flowId, form }),
});
