import { literal, type SnippetFacts, scopeOf } from './snippet.ts';

const proofs: Readonly<Record<string, string>> = {
  client_secret_basic: 'ClientSecretBasic',
  client_secret_post: 'ClientSecretPost',
  client_secret_jwt: 'ClientSecretJwt',
};

/** How the client proves itself: as it is registered, and not as the library would by itself. */
const proofOf = ({ client, secret }: SnippetFacts): string => {
  const proof = proofs[client.authMethod];
  if (proof !== undefined) return `oidc.${proof}(${literal(secret)})`;
  return client.authMethod === 'none' ? 'oidc.None()' : 'oidc.PrivateKeyJwt(privateKey)';
};

/** Discovers the server, as this client. Without https only where that is allowed for development. */
const discovery = (facts: SnippetFacts): string => {
  const { client, issuer } = facts;
  const known = [`new URL(${literal(issuer)})`, literal(client.id), 'undefined', proofOf(facts)];
  const plain = issuer.startsWith('http:') ? ['{ execute: [oidc.allowInsecureRequests] }'] : [];
  return `import * as oidc from 'openid-client';

const config = await oidc.discovery(
${[...known, ...plain].map((word) => `  ${word},\n`).join('')});`;
};

const members = (of: Readonly<Record<string, string>>): string =>
  Object.entries(of)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name}: ${literal(value)},\n`)
    .join('');

const asked = (facts: SnippetFacts): string =>
  members({ scope: scopeOf(facts), resource: facts.client.resources[0] ?? '' });

/** A token for the client itself. */
export const forItself = (facts: SnippetFacts): string => `${discovery(facts)}
const { access_token } = await oidc.clientCredentialsGrant(config, {
${asked(facts)}});`;

/** A sign-in of a person. */
export const forPeople = (facts: SnippetFacts): string => {
  const [redirect_uri = 'https://app.example/callback'] = facts.client.redirectUris;
  return `${discovery(facts)}
const verifier = oidc.randomPKCECodeVerifier();
const url = oidc.buildAuthorizationUrl(config, {
${members({ redirect_uri })}${asked(facts)}  code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
});
// Send the person to url.href. When they come back, at currentUrl:
const tokens = await oidc.authorizationCodeGrant(config, currentUrl, { pkceCodeVerifier: verifier });`;
};
