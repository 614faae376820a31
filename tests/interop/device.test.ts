import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import * as oauth from 'oauth4webapi';
import * as oidc from 'openid-client';
import { submitConsent } from '../harness/authorization.ts';
import { addDevice, browserAtDeviceConsent } from '../harness/devices.ts';
import { addPerson, alice } from '../harness/people.ts';
import type { AddedClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const SCOPE = 'openid profile offline_access';
const insecure = { [oauth.allowInsecureRequests]: true } as const;

let cardea: RunningCardea;
let tv: AddedClient;
let box: AddedClient;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEVICE_INTERVAL: '1s' } });
  await addPerson(cardea, alice);
  tv = await addDevice(cardea);
  box = await addDevice(cardea, { name: 'Box', authMethod: 'client_secret_basic' });
});

afterAll(() => cardea.stop());

const answer = async (started: oauth.DeviceAuthorizationResponse, word: 'allow' | 'deny') => {
  const { verification_uri: verificationUri, user_code: userCode } = started;
  const { browser, page } = await browserAtDeviceConsent(cardea, { verificationUri, userCode });
  return browser.follow(await submitConsent(browser, page, word));
};

test('openid-client starts a device, polls while the person answers, and refreshes (RFC 8628) (parity: zitadel/oidc)', async () => {
  for (const client of [tv, box]) {
    const authentication = client.clientSecret === '' ? oidc.None() : oidc.ClientSecretBasic(client.clientSecret);
    const config = await oidc.discovery(new URL(cardea.issuer), client.clientId, undefined, authentication, {
      execute: [oidc.allowInsecureRequests],
    });
    const started = await oidc.initiateDeviceAuthorization(config, { scope: SCOPE });
    const polling = oidc.pollDeviceAuthorizationGrant(config, started);
    expect((await answer(started, 'allow')).text).toContain('id="device-allowed"');
    const tokens = await polling;
    expect(tokens.scope).toBe(SCOPE);
    expect(tokens.claims()).toMatchObject({ aud: client.clientId });
    const userinfo = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
    expect(userinfo.preferred_username).toBe(alice.username);
    const fresh = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(fresh.access_token).not.toBe(tokens.access_token);
  }
});

test('oauth4webapi understands pending, and a no', async () => {
  const issuer = new URL(cardea.issuer);
  const discovery = await oauth.discoveryRequest(issuer, { ...insecure, algorithm: 'oauth2' });
  const server = await oauth.processDiscoveryResponse(issuer, discovery);
  const client: oauth.Client = { client_id: tv.clientId };
  const asked = await oauth.deviceAuthorizationRequest(server, client, oauth.None(), { scope: SCOPE }, insecure);
  const started = await oauth.processDeviceAuthorizationResponse(server, client, asked);
  const poll = async (): Promise<string> => {
    const response = await oauth.deviceCodeGrantRequest(server, client, oauth.None(), started.device_code, insecure);
    try {
      await oauth.processDeviceCodeResponse(server, client, response);
      return 'tokens';
    } catch (error) {
      if (error instanceof oauth.ResponseBodyError) return error.error;
      throw error;
    }
  };
  expect(await poll()).toBe('authorization_pending');
  expect(await poll()).toBe('slow_down');
  expect((await answer(started, 'deny')).text).toContain('id="device-denied"');
  expect(await poll()).toBe('access_denied');
});
