import { expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  answerOf,
  authorizationUrl,
  browserAtConsent,
  CODE_VERIFIER,
  submitConsent,
} from '../harness/authorization.ts';
import { createMovedClock } from '../harness/moved-clock.ts';
import { as, introspect, post, type Reply } from '../harness/oauth.ts';
import { addPerson, alice } from '../harness/people.ts';
import { type AddedClient, addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { findDamage } from './integrity.ts';

const CALLBACK = 'https://app.example/cb';
const CODES = 60;
/** Design D1: within this time a repeated code is only refused. */
const CODE_RETRY_SECONDS = 2;

const redeem = (cardea: RunningCardea, client: AddedClient, code: string): Promise<Reply> =>
  post(
    cardea.endpoint('token'),
    { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier: CODE_VERIFIER },
    as(client),
  );

/** Codes for one person: asked for once, then answered without a page. */
const collectCodes = async (cardea: RunningCardea, client: AddedClient): Promise<readonly string[]> => {
  const url = authorizationUrl(cardea, { client_id: client.clientId, redirect_uri: CALLBACK, scope: 'openid' });
  const { browser, page } = await browserAtConsent(cardea, url);
  const codes = [answerOf(await submitConsent(browser, page)).parameters.code ?? ''];
  while (codes.length < CODES) codes.push(answerOf(await browser.send(url)).parameters.code ?? '');
  expect(new Set(codes).size).toBe(CODES);
  return codes;
};

test('S125: codes redeemed while the server is killed are good or spent afterwards, never both; unseen tokens are revoked', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cardea-redeem-'));
  await using clock = await createMovedClock();
  const env = { CARDEA_DEMO: 'false', ...clock.env };
  let cardea = await startCardea({ dataDir, env });
  const { port } = cardea;
  try {
    await addPerson(cardea, alice);
    const client = await addClient(cardea, {
      name: 'app',
      grants: ['authorization_code'],
      scope: 'openid',
      redirectUris: [CALLBACK],
      words: ['--consent', 'remembered'],
    });
    const codes = await collectCodes(cardea, client);

    const seen = new Map<string, string>();
    let killing: Promise<void> | undefined;
    await Promise.all(
      codes.map(async (code) => {
        const reply = await redeem(cardea, client, code).catch(() => undefined);
        if (reply?.status !== 200) return;
        seen.set(code, String(reply.json.access_token));
        // In the middle of the others
        if (seen.size === 5) killing = cardea.kill();
      }),
    );
    await killing;
    expect(seen.size).toBeGreaterThanOrEqual(5);

    cardea = await startCardea({ dataDir, env, port });
    await clock.advance(CODE_RETRY_SECONDS + 1);
    const repeated = await Promise.all(codes.map((code) => redeem(cardea, client, code)));
    for (const [index, reply] of repeated.entries()) {
      const code = codes[index] ?? '';
      // What was answered is spent (INV1, INV8); what was not was either never written, or is spent
      if (seen.has(code) || reply.status !== 200)
        expect([reply.status, reply.json.error]).toEqual([400, 'invalid_grant']);
    }
    // A repeated code revokes what was given for it, seen or not (design D1)
    for (const token of seen.values())
      expect((await introspect(cardea, client, token)).json).toEqual({ active: false });
    const again = await Promise.all(codes.map((code) => redeem(cardea, client, code)));
    for (const reply of again) expect([reply.status, reply.json.error]).toEqual([400, 'invalid_grant']);
  } finally {
    await cardea.stop();
    expect(findDamage(dataDir)).toEqual([]);
    await rm(dataDir, { recursive: true, force: true });
  }
}, 120_000);
