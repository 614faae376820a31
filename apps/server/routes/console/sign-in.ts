import { randomBytes } from 'node:crypto';
import { CONSOLE_CLIENT_ID, CONSOLE_SCOPES, ensureConsoleClient, seconds } from '@cardea/core';
import { isRefusal } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import { consoleKey } from '../../console/console-key.ts';
import { parametersOf } from '../../console/console-parameters.ts';
import { CALLBACK_PATH, placeOf } from '../../console/console-urls.ts';
import { sealState } from '../../console/sign-in-state.ts';
import { readQuery } from '../../http/read-parameters.ts';
import { presentBrowser } from '../../pages/flow/browser.ts';
import { seeOther } from '../../pages/respond-page.ts';
import type { Endpoint } from '../endpoint.ts';

const VERIFIER_BYTES = 32;
/** A sign-in of so short a while ago still leaves time to do what it is for. */
const STEP_UP_MAX_AGE_SECONDS = 60;

/** A sign-in of just now with a second factor, and no other (OpenID Connect Core §5.5.1.1). */
const stepUp = {
  max_age: String(STEP_UP_MAX_AGE_SECONDS),
  claims: JSON.stringify({ id_token: { acr: { essential: true, values: ['urn:cardea:acr:two-factor'] } } }),
};

/** Where the answers to sign-ins at the console go. */
export const consoleRedirectUri = ({ settings }: Pick<Cardea, 'settings'>): string => settings.issuer + CALLBACK_PATH;

export const consoleSignIn: Endpoint = {
  name: 'console-sign-in',
  path: () => '/admin/sign-in',
  methods: ['GET'],
  crossOrigin: false,
  audience: 'people',
  summary: 'Leads an administrator to the sign-in, and then back to a place in the console.',
  specification: 'RFC 6749 §4.1, RFC 7636, RFC 9126',
  async handle(incoming, cardea) {
    const query = readQuery(incoming.request);
    if (isRefusal(query)) return query;
    const { urls, digests, clock, engine } = cardea;
    const redirectUri = consoleRedirectUri(cardea);
    const { publicJwk, assertion } = await consoleKey(cardea);
    await ensureConsoleClient(cardea, { redirectUri, publicJwk });
    const { browser, cookies } = presentBrowser(incoming, cardea);
    const verifier = randomBytes(VERIFIER_BYTES).toString('base64url');
    const begun = { browserSecret: browser.secret, now: seconds(clock) };
    const parameters = parametersOf({
      ...assertion(),
      response_type: 'code',
      client_id: CONSOLE_CLIENT_ID,
      redirect_uri: redirectUri,
      scope: CONSOLE_SCOPES.join(' '),
      state: sealState({ verifier, place: placeOf(query.get('to')) }, begun, cardea),
      code_challenge: digests.sha256(verifier),
      code_challenge_method: 'S256',
      ...(query.get('step_up') === 'true' ? stepUp : {}),
      ...(query.get('switch') === 'true' ? { prompt: 'select_account' } : {}),
    });
    const pushed = await engine.pushRequest({ parameters, authorization: undefined, caller: incoming.caller });
    if (isRefusal(pushed)) return pushed;
    // RFC 9126 §4
    const request = new URLSearchParams({ client_id: CONSOLE_CLIENT_ID, request_uri: pushed.request_uri });
    return seeOther(`${urls.authorization}?${request}`, cookies);
  },
};
