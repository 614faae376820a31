import { submitLogin } from './authorization.ts';
import { HttpBrowser, type PageResponse } from './http-browser.ts';
import { as, post } from './oauth.ts';
import { alice, type Person } from './people.ts';
import { type AddedClient, addClient, type NewClient } from './registrations.ts';
import type { RunningCardea } from './start-cardea.ts';

/** Registers a device without a keyboard, which keeps no secret. */
export const addDevice = (cardea: RunningCardea, changes: Partial<NewClient> = {}): Promise<AddedClient> =>
  addClient(cardea, {
    name: 'Television',
    authMethod: 'none',
    grants: ['device_code', 'refresh_token'],
    scope: 'openid profile offline_access',
    ...changes,
  });

export interface StartedDevice {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly verificationUriComplete: string;
}

/** A device asks for its codes (RFC 8628 §3.1). */
export const startDevice = async (cardea: RunningCardea, client: AddedClient): Promise<StartedDevice> => {
  const headers = client.clientSecret === '' ? {} : as(client);
  const { status, json } = await post(cardea.endpoint('device'), { client_id: client.clientId }, headers);
  if (status !== 200) throw new Error(JSON.stringify(json));
  return {
    deviceCode: String(json.device_code),
    userCode: String(json.user_code),
    verificationUri: String(json.verification_uri),
    verificationUriComplete: String(json.verification_uri_complete),
  };
};

/** A browser that typed the code of a device, signed in and is asked to allow it. */
export const browserAtDeviceConsent = async (
  cardea: RunningCardea,
  { verificationUri, userCode }: Pick<StartedDevice, 'verificationUri' | 'userCode'>,
  person: Person = alice,
): Promise<{ readonly browser: HttpBrowser; readonly page: PageResponse }> => {
  const browser = new HttpBrowser(cardea.issuer);
  const entry = await browser.open(verificationUri);
  const login = await browser.follow(await browser.submit(entry.forms[0], { user_code: userCode }));
  const page = await submitLogin(browser, login, person);
  if (!page.url.includes('/consent')) throw new Error(`not the consent page: ${page.status} ${page.url}`);
  return { browser, page };
};
