import { CONSOLE_CLIENT_ID, seconds } from '@cardea/core';
import { isRefusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import { consoleCookie, consoleToken } from '../../console/console-cookie.ts';
import { consoleKey } from '../../console/console-key.ts';
import { parametersOf } from '../../console/console-parameters.ts';
import { CONSOLE_PATH } from '../../console/console-urls.ts';
import { openState } from '../../console/sign-in-state.ts';
import { issuerPath } from '../../http/issuer-path.ts';
import { readQuery } from '../../http/read-parameters.ts';
import { presentBrowser } from '../../pages/flow/browser.ts';
import { seeOther } from '../../pages/respond-page.ts';
import type { Endpoint, EndpointRequest } from '../endpoint.ts';
import { consoleRedirectUri } from './sign-in.ts';

/** A new sign-in takes the place of the one before (OWASP ASVS 7.2.4). */
const endFormer = async ({ request, caller }: EndpointRequest, cardea: Cardea): Promise<void> => {
  const former = consoleToken(request, cardea);
  if (former !== undefined) await cardea.engine.revokePresented(former, caller);
};

export const consoleCallback: Endpoint = {
  name: 'console-callback',
  path: () => '/admin/callback',
  methods: ['GET'],
  crossOrigin: false,
  audience: 'people',
  summary: 'The answer to a sign-in at the console: its code becomes a token that stays on the server.',
  specification: 'RFC 6749 §4.1.2, RFC 9449 §5, RFC 9700 §2.1',
  async handle(incoming, cardea) {
    const query = readQuery(incoming.request);
    if (isRefusal(query)) return query;
    const { engine, settings, clock, urls } = cardea;
    const { browser } = presentBrowser(incoming, cardea);
    const begun = openState(query.get('state'), { browserSecret: browser.secret, now: seconds(clock) }, cardea);
    if (begun === undefined) return refuse('console.state');
    const root = issuerPath(settings.issuer) + CONSOLE_PATH;
    const place = root + (begun.place === '/' ? '' : begun.place);
    // RFC 9207 §2.4
    if (query.get('iss') !== settings.issuer) return refuse('console.state', { iss: query.get('iss') });
    const code = query.get('code');
    if (code === undefined) return seeOther(`${root}/signed-out?why=refused`);
    const { assertion, proof } = await consoleKey(cardea);
    const parameters = parametersOf({
      ...assertion(),
      grant_type: 'authorization_code',
      client_id: CONSOLE_CLIENT_ID,
      redirect_uri: consoleRedirectUri(cardea),
      code,
      code_verifier: begun.verifier,
    });
    const { caller } = incoming;
    const tokens = await engine.token({ parameters, authorization: undefined, proof: proof(urls.token), caller });
    if (isRefusal(tokens)) return tokens;
    await endFormer(incoming, cardea);
    return seeOther(place, [consoleCookie(tokens.access_token, tokens.expires_in ?? 0, cardea)]);
  },
};
