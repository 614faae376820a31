import { accountEndpoints } from './account/account-endpoints.ts';
import { admin } from './admin.ts';
import { authorize } from './authorize.ts';
import { accent, logo } from './branding.ts';
import { cancel } from './cancel.ts';
import { checkSession } from './check-session.ts';
import { consent } from './consent.tsx';
import { consoleEndpoints } from './console/console-endpoints.ts';
import { devMail } from './dev-mail.tsx';
import { device } from './device.ts';
import { deviceAuthorization } from './device-authorization.ts';
import type { Endpoint } from './endpoint.ts';
import { error } from './error.ts';
import { forgotPassword } from './forgot-password.ts';
import { livez, readyz } from './health.ts';
import { introspect } from './introspect.ts';
import { link } from './link.tsx';
import { login } from './login.ts';
import { loginCode } from './login-code.tsx';
import { loginFactor } from './login-factor.ts';
import { loginPasskey } from './login-passkey.ts';
import { loginSetup } from './login-setup.tsx';
import { loginUpstream, upstreamCallback } from './login-upstream.ts';
import { endSession, logout } from './logout.ts';
import { metrics } from './metrics.ts';
import { openApi } from './open-api.ts';
import { par } from './par.ts';
import { register, registeredClient } from './register.ts';
import { revoke } from './revoke.ts';
import { selectAccount } from './select-account.tsx';
import { session } from './session.ts';
import { setUp } from './set-up.tsx';
import { signUp } from './sign-up.ts';
import { token } from './token.ts';
import { userinfo } from './userinfo.ts';

/** Every endpoint that computes its answer; `documents/` holds those that are static bytes. */
export const endpoints: readonly Endpoint[] = [
  authorize,
  par,
  token,
  userinfo,
  deviceAuthorization,
  introspect,
  revoke,
  endSession,
  checkSession,
  register,
  registeredClient,
  login,
  loginPasskey,
  loginCode,
  loginFactor,
  loginSetup,
  loginUpstream,
  upstreamCallback,
  selectAccount,
  consent,
  cancel,
  device,
  logout,
  forgotPassword,
  signUp,
  link,
  setUp,
  ...accountEndpoints,
  accent,
  logo,
  error,
  devMail,
  session,
  metrics,
  admin,
  openApi,
  ...consoleEndpoints,
  livez,
  readyz,
];
