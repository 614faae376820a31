import { isRefusal } from '@cardea/protocol';
import type { IdentityProvider } from '../../ports/identity-provider.ts';
import { redeemUpstreamCode } from '../../upstream/answer/redeem-code.ts';
import { createDiscovery, isDiscovered } from '../../upstream/discovery/discovery.ts';
import { presetOf } from '../../upstream/presets.ts';
import type { ManagementPorts } from '../ports.ts';
import type { ProviderTrial } from './provider-input.ts';

/** Errors that speak of the client and not of the code (RFC 6749 §5.2, and the words of GitHub). */
const ABOUT_THE_CLIENT: readonly unknown[] = ['invalid_client', 'unauthorized_client', 'incorrect_client_credentials'];

const discover = async (issuer: string, { providers, clock }: ManagementPorts) => {
  const found = await createDiscovery({ api: providers.api, clock }).look(issuer);
  if (!isDiscovered(found)) {
    const detail = `No usable discovery document: ${found.failure}`;
    return { tokenEndpoint: undefined, trials: [{ step: 'discovery', succeeded: false, detail }] } as const;
  }
  const keys = await providers.keys.find(found.jwksUri, undefined);
  const count = keys?.length ?? 0;
  const named = found.namesIssuer ? 'answers name the issuer (RFC 9207)' : 'answers do not name the issuer';
  return {
    tokenEndpoint: found.token,
    trials: [
      { step: 'discovery', succeeded: true, detail: `Signs in at ${found.authorization}; ${named}` },
      { step: 'keys', succeeded: count > 0, detail: `${count} public keys at ${found.jwksUri}` },
    ],
  } as const;
};

/** With a code that nobody has: a provider that knows the client complains of the code. */
const tryClient = async (
  provider: IdentityProvider,
  tokenEndpoint: string,
  ports: ManagementPorts,
): Promise<ProviderTrial> => {
  const outcome = await redeemUpstreamCode(
    {
      provider,
      tokenEndpoint,
      redirectUri: `${ports.endpoints.upstreamCallback}/${provider.id}`,
      code: 'cardea-test',
      codeVerifier: ports.mint.mintId(ports.clock.nowMs()).repeat(2),
    },
    { ...ports, api: ports.providers.api },
  );
  if (!isRefusal(outcome)) return { step: 'client', succeeded: false, detail: 'A made-up code was taken' };
  const error = outcome.detail?.error;
  const { failure, status } = outcome.detail ?? {};
  if (outcome.code === 'upstream.unavailable')
    return { step: 'client', succeeded: false, detail: `${tokenEndpoint} does not answer: ${failure ?? status}` };
  const isKnown = error !== undefined && !ABOUT_THE_CLIENT.includes(error);
  const detail = isKnown
    ? 'The client id and its secret are known there'
    : `The client is not known: ${error ?? status}`;
  return { step: 'client', succeeded: isKnown, detail };
};

/** Asks a provider everything that can be asked without a person. Nothing is remembered and nothing changed. */
export const tryProvider = async (
  provider: IdentityProvider,
  ports: ManagementPorts,
): Promise<readonly ProviderTrial[]> => {
  const { issuer, endpoints, preset } = provider;
  const oauth = endpoints ?? presetOf(preset)?.oauth?.endpoints;
  const { tokenEndpoint, trials } =
    issuer === undefined ? { tokenEndpoint: oauth?.token, trials: [] } : await discover(issuer, ports);
  return tokenEndpoint === undefined ? trials : [...trials, await tryClient(provider, tokenEndpoint, ports)];
};
