import { clientSigningAlgorithms } from '../../client-keys/signing-algorithms.ts';
import { allowedAlgorithms, type Profile } from '../../profiles/profile.ts';
import type { ClientSettings } from './client-input.ts';

const MAX_REQUEST_URIS = 64;
const MAX_URI_CHARS = 512; // RFC 9101 §5.2

const uriProblem = (uri: string): string | undefined => {
  if (uri.length > MAX_URI_CHARS) return `is longer than ${MAX_URI_CHARS} characters`;
  if (!URL.canParse(uri)) return 'is not a URL';
  const { protocol, username, password } = new URL(uri);
  if (protocol !== 'https:') return 'does not begin with https://';
  return username === '' && password === '' ? undefined : 'holds a user name or a password';
};

const requestUrisProblem = ({ requestUris }: ClientSettings, { requestObjects, name }: Profile): string | undefined => {
  if (requestUris.length > MAX_REQUEST_URIS) return `names more than ${MAX_REQUEST_URIS} addresses`;
  if (requestUris.length > 0 && !requestObjects.byReference) return `means nothing in the profile ${name}`;
  for (const uri of requestUris) {
    const problem = uriProblem(uri);
    if (problem !== undefined) return `holds ${uri.slice(0, 200)}, which ${problem}`;
  }
  return undefined;
};

const algorithmProblem = (
  { requestObjectSigningAlgorithm: algorithm, requireSignedRequestObject }: ClientSettings,
  profile: Profile,
): string | undefined => {
  if (algorithm === undefined) return undefined;
  if (algorithm === 'none') {
    if (!profile.requestObjects.unsigned) return `is none, which only the profile oidc allows`;
    return requireSignedRequestObject ? 'is none, and the client must sign its requests' : undefined;
  }
  const allowed = allowedAlgorithms(clientSigningAlgorithms, profile);
  return allowed.includes(algorithm) ? undefined : `is none of ${allowed.join(', ')}`;
};

/** What is wrong with the ways in which the requests of a client may come (RFC 9101, RFC 9126), each by its name. */
export const requestSettingsProblems = (
  client: ClientSettings,
  profile: Profile,
): Readonly<Record<string, string | undefined>> => ({
  requestUris: requestUrisProblem(client, profile),
  requestObjectSigningAlgorithm: algorithmProblem(client, profile),
});
