import { redirectUriProblem } from '../../checks/redirect-uri.ts';
import type { ClientSettings } from './client-input.ts';

/** An address that browsers or Cardea itself are sent to without the person seeing it: https, or the developer's own machine. */
const addressProblem = (uri: string, { authMethod }: ClientSettings): string | undefined => {
  const problem = redirectUriProblem(uri, { native: false });
  if (problem !== undefined) return problem;
  // OpenID Connect Front-Channel Logout §2, Back-Channel Logout §2.2: http is for confidential clients alone
  const isPlain = authMethod === 'none' && new URL(uri).protocol === 'http:';
  return isPlain ? 'is not https, as a public client needs' : undefined;
};

const frontchannelProblem = (client: ClientSettings): string | undefined => {
  const { frontchannelLogoutUri: uri, redirectUris } = client;
  if (uri === undefined) return undefined;
  const problem = addressProblem(uri, client);
  if (problem !== undefined) return problem;
  // OpenID Connect Front-Channel Logout §2: domain, port and scheme are those of a registered redirect URI
  const { origin } = new URL(uri);
  const isKnown = redirectUris.some((redirect) => URL.canParse(redirect) && new URL(redirect).origin === origin);
  return isKnown ? undefined : 'has another scheme, host or port than each of the redirect URIs';
};

const backchannelProblem = (client: ClientSettings): string | undefined =>
  client.backchannelLogoutUri === undefined ? undefined : addressProblem(client.backchannelLogoutUri, client);

const sessionProblem = (required: boolean | undefined, uri: string | undefined): string | undefined =>
  required === true && uri === undefined ? 'means nothing without an address to tell' : undefined;

const initiateProblem = ({ initiateLoginUri: uri }: ClientSettings): string | undefined => {
  if (uri === undefined) return undefined;
  const problem = redirectUriProblem(uri, { native: false });
  if (problem !== undefined) return problem;
  // OpenID Connect Dynamic Registration §2
  return new URL(uri).protocol === 'https:' ? undefined : 'does not begin with https://';
};

/** What is wrong with how a client learns of the end of a session and of a sign-in that others begin, each by its name. */
export const logoutSettingsProblems = (client: ClientSettings): Readonly<Record<string, string | undefined>> => ({
  frontchannelLogoutUri: frontchannelProblem(client),
  frontchannelLogoutSessionRequired: sessionProblem(
    client.frontchannelLogoutSessionRequired,
    client.frontchannelLogoutUri,
  ),
  backchannelLogoutUri: backchannelProblem(client),
  backchannelLogoutSessionRequired: sessionProblem(
    client.backchannelLogoutSessionRequired,
    client.backchannelLogoutUri,
  ),
  initiateLoginUri: initiateProblem(client),
});
