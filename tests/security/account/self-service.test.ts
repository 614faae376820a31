import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Browser, Visitor } from '@cardea/core';
import { type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, asked, granted, refused } from '../../harness/flow-values.ts';

const CHALLENGE = { code_challenge: 'x'.repeat(43), code_challenge_method: 'S256', scope: 'openid offline_access' };

let engine: TestEngine;
let client: RegisteredClient;

beforeAll(async () => {
  engine = await TestEngine.open();
  client = await engine.addClient();
});
afterAll(async () => engine[Symbol.asyncDispose]());

const visitorOf = async (browser: Browser, accountId?: string): Promise<Visitor> =>
  granted(await engine.cardea.engine.selfService.visitor(browser, accountId));

/** A person with tokens of one browser, as many as there are wishes. */
const signedIn = async (scope = 'openid') => {
  const person = await engine.addPerson();
  const first = await engine.code({ client, person, request: { scope } });
  const tokens = granted(await engine.redeem(first));
  return { person, tokens, browser: first.browser, visitor: await visitorOf(first.browser) };
};

describe('whoever asks for something of an account', () => {
  test('is signed in on the browser that asks, as that very person', async () => {
    const [alice, bob] = [await signedIn(), await signedIn()];
    const { selfService } = engine.cardea.engine;
    for (const [browser, id] of [
      [aBrowser(), undefined],
      [aBrowser(['cda_bs_nothing']), undefined],
      [alice.browser, bob.person.id],
      [alice.browser, 'u_nobody'],
      [alice.browser, ''],
    ] as const) {
      expect(refused(await selfService.visitor(browser, id)).code).toBe('self_service.not_signed_in');
    }
    expect((await visitorOf(alice.browser, alice.person.id)).person.account.id).toBe(alice.person.id);
  });

  test('has a fresh sign-in for what cannot be undone, and proves it anew (OWASP ASVS 7.5.1)', async () => {
    const { person, browser, visitor } = await signedIn();
    const { selfService, flow } = engine.cardea.engine;
    const data = granted(await selfService.exportData(granted(selfService.fresh(visitor))));
    expect(data.account.username).toBe(person.username);
    engine.clock.advance((engine.cardea.settings.freshSignInSeconds + 1) * 1000);
    const later = await visitorOf(browser);
    expect(refused(selfService.fresh(later))).toMatchObject({ code: 'self_service.not_fresh', status: 403 });

    const wish = { returnUrl: 'https://op.example/account/data', prompt: 'login', accountId: person.id } as const;
    const begun = asked(granted(await flow.beginOwn(wish, browser)));
    expect(begun.step).toEqual({ kind: 'login', why: 'fresh' });
    engine.clock.advance(1);
    // A look does not open it, nor does another person's sign-in
    expect(refused(selfService.fresh(await visitorOf(browser))).code).toBe('self_service.not_fresh');
    const other = await engine.addPerson();
    const somebodyElse = asked(granted(await flow.signIn(begun.flow.id, browser, other)));
    expect(somebodyElse.step).toEqual({ kind: 'login', why: 'other_person' });
    const done = granted(await flow.signIn(begun.flow.id, browser, person));
    expect(done.next).toEqual({ kind: 'response', redirectUri: wish.returnUrl, mode: 'query', parameters: [] });
    const [handle] = done.sessionHandles ?? [];
    expect(handle).not.toBe(browser.sessionHandles[0]);
    const again = await visitorOf({ ...browser, sessionHandles: done.sessionHandles ?? [] }, person.id);
    granted(selfService.fresh(again));
    // The old handle is dead: it was exchanged
    expect(refused(await selfService.visitor(browser, person.id)).code).toBe('self_service.not_signed_in');
  });
});

describe('a device that is signed out', () => {
  test('loses what applications got in its session, and keeps what may go on while one is away', async () => {
    const { person, visitor, tokens, browser } = await signedIn('openid');
    const lasting = granted(await engine.redeem(await engine.code({ client, person, browser })));
    const other = await engine.code({ client, person });
    const near = await visitorOf(other.browser);
    const { sessions } = engine.cardea.engine.selfService;
    const listed = await sessions.list(near);
    expect(listed.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
    expect(granted(await sessions.end(near, listed[1]?.id ?? ''))).toEqual({ isCurrent: false });
    expect(await engine.isActive(tokens.access_token)).toBe(false);
    expect(await engine.isActive(lasting.access_token)).toBe(true);
    granted(await engine.refresh(client, lasting.refresh_token));
    expect(refused(await engine.cardea.engine.selfService.visitor(browser)).code).toBe('self_service.not_signed_in');
    expect(await engine.actions(visitor.person.session.id)).toEqual(['session.started', 'session.ended']);
    // What was found a moment before does nothing more, and nothing twice
    expect(refused(await sessions.end(near, listed[1]?.id ?? '')).code).toBe('self_service.session_unknown');
  });

  test('is this person’s own: another’s session stays as it is', async () => {
    const [alice, bob] = [await signedIn(), await signedIn()];
    const { sessions } = engine.cardea.engine.selfService;
    for (const id of [bob.visitor.person.session.id, 'x', '', 'A'.repeat(22)])
      expect(refused(await sessions.end(alice.visitor, id)).code).toBe('self_service.session_unknown');
    granted((await sessions.endOthers(alice.visitor)) ?? 'done');
    expect(await engine.isActive(bob.tokens.access_token)).toBe(true);
    expect((await visitorOf(bob.browser)).person.account.id).toBe(bob.person.id);
  });

  test('may be every one but this', async () => {
    const { person, visitor, tokens, browser } = await signedIn('openid');
    const others = [await engine.code({ client, person }), await engine.code({ client, person })];
    const { selfService } = engine.cardea.engine;
    granted((await selfService.sessions.endOthers(visitor)) ?? 'done');
    for (const other of others)
      expect(refused(await selfService.visitor(other.browser)).code).toBe('self_service.not_signed_in');
    expect(await engine.isActive(tokens.access_token)).toBe(true);
    expect(await selfService.sessions.list(await visitorOf(browser))).toHaveLength(1);
    expect(await engine.actions(person.id)).toContain('sessions.ended');
  });
});

describe('an application that loses its access (ASVS 10.7.3, S073)', () => {
  test('has no live token from then on, and must ask again; others keep theirs', async () => {
    const { person, browser, visitor, tokens } = await signedIn('openid offline_access');
    const other = await engine.addClient({ name: 'Other' });
    const others = granted(await engine.redeem(await engine.code({ client: other, person, browser })));
    const pending = await engine.code({ client, person, browser });
    const stranger = await signedIn('openid offline_access');
    const { applications } = engine.cardea.engine.selfService;
    const listed = await applications.list(visitor);
    expect(new Set(listed.map(({ clientId }) => clientId))).toEqual(new Set([client.id, other.id]));
    expect(listed.find(({ clientId }) => clientId === client.id)?.scopes).toContain('offline_access');

    granted((await applications.revoke(visitor, client.id)) ?? 'done');
    expect(await engine.isActive(tokens.access_token)).toBe(false);
    expect(refused(await engine.refresh(client, tokens.refresh_token)).error).toBe('invalid_grant');
    expect(refused(await engine.redeem(pending)).error).toBe('invalid_grant');
    expect(await engine.introspect(client, tokens.access_token)).toEqual({ active: false });
    const again = granted(await engine.begin({ client_id: client.id, response_type: 'code', ...CHALLENGE }, browser));
    expect(asked(again).step.kind).toBe('consent');
    expect((await applications.list(visitor)).map(({ clientId }) => clientId)).toEqual([other.id]);
    expect(await engine.actions(person.id)).toEqual(
      expect.arrayContaining(['consent.withdrawn', 'authorizations.revoked']),
    );

    expect(await engine.isActive(others.access_token)).toBe(true);
    expect(await engine.isActive(stranger.tokens.access_token)).toBe(true);
    expect(await applications.list(stranger.visitor)).toHaveLength(1);
    expect(refused(await applications.revoke(visitor, client.id)).code).toBe('self_service.application_unknown');
    expect(refused(await applications.revoke(visitor, 'nobody')).code).toBe('self_service.application_unknown');
  });

  test('was last used when it last traded a token, whatever kind of client it is', async () => {
    for (const client of [await engine.addClient(), await engine.addClient({ authMethod: 'none' })]) {
      const person = await engine.addPerson();
      const code = await engine.code({ client, person });
      const tokens = granted(await engine.redeem(code));
      engine.clock.advance(60_000);
      granted(await engine.refresh(client, tokens.refresh_token));
      const now = Math.floor(engine.clock.nowMs() / 1000);
      const [application] = await engine.cardea.engine.selfService.applications.list(await visitorOf(code.browser));
      expect(application).toMatchObject({ clientId: client.id, lastUsedAt: now });
      expect(application?.since).toBeLessThan(now - 59);
    }
  });
});

describe('a copy of one’s data', () => {
  test('holds no secret and nobody else’s, and the audit remembers it', async () => {
    const { person, visitor, browser, tokens } = await signedIn();
    const other = await engine.addPerson();
    const { selfService } = engine.cardea.engine;
    const text = JSON.stringify(granted(await selfService.exportData(granted(selfService.fresh(visitor)))));
    const secrets = [person.password, tokens.access_token, browser.secret, ...browser.sessionHandles, other.id];
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/argon2|[Hh]ash|verifier/);
    expect(text).toContain(client.id);
    expect(await engine.actions(person.id)).toContain('account.exported');
  });

  test('is not given of an account that has just been locked (design D12)', async () => {
    const { person, visitor } = await signedIn();
    const { selfService } = engine.cardea.engine;
    const fresh = granted(selfService.fresh(visitor));
    await engine.cardea.management.accounts.modify(
      { id: person.id, state: 'locked' },
      { kind: 'operator', id: 'test' },
    );
    expect(refused(await selfService.exportData(fresh)).code).toBe('self_service.not_signed_in');
    expect(refused(await selfService.sessions.endOthers(visitor)).code).toBe('self_service.not_signed_in');
  });
});
