import { describe, expect, test } from 'bun:test';
import { DAY, keyringOn, labelSealer, operator, rotation, started } from './keyring.fixture.ts';
import type { createKeyring } from './keyring.ts';
import { SigningKeyNotOpened } from './signers.ts';

const statesOf = async (keyring: ReturnType<typeof createKeyring>) => (await keyring.list()).map((key) => key.state);

describe('a keyring', () => {
  test('makes one key for each algorithm that is switched on, and none for others', async () => {
    const { store, keyring } = await started({ algorithms: ['ES256', 'RS256'] });
    expect(store.keys.map((key) => key.algorithm)).toEqual(['ES256', 'RS256']);
    expect(keyring.signer().algorithm).toBe('ES256');
    expect(keyring.signer('RS256').algorithm).toBe('RS256');
    expect(() => keyring.signer('PS256')).toThrow('PS256');
    await expect(keyring.rotate({ algorithm: 'PS256', actor: operator })).rejects.toThrow('PS256');
  });

  test('publishes public members, kid, alg and use, and nothing private (RFC 7517)', async () => {
    const { store, keyring } = await started();
    const kid = store.keys[0]?.id;
    expect(keyring.jwks()).toEqual({
      keys: [{ kty: 'EC', crv: 'P-256', x: kid, y: 'y', kid, alg: 'ES256', use: 'sig' }],
    });
  });

  test('keeps its keys over a restart', async () => {
    const { store, clock, keyring } = await started();
    const again = keyringOn(store, clock);
    await again.ready();
    expect(again.signer().kid).toBe(keyring.signer().kid);
    expect(store.keys).toHaveLength(1);
  });

  test('writes an audit entry in the unit that makes or revokes a key (D8)', async () => {
    const { store, keyring } = await started();
    const [first] = store.keys;
    const next = await keyring.rotate({ actor: operator });
    await keyring.revoke(first?.id ?? '', operator);
    const entries = store.units.map(({ changes }) => changes.filter((change) => change.kind === 'audit.append'));
    expect(entries.every((ofUnit) => ofUnit.length === 1)).toBe(true);
    expect(entries.flat().map(({ entry }) => [entry.action, entry.target, entry.actor.id])).toEqual([
      ['signing_key.created', first?.id ?? '', 'key-rotation'],
      ['signing_key.created', next.id, 'anna'],
      ['signing_key.revoked', first?.id ?? '', 'anna'],
    ]);
    expect(JSON.stringify(entries)).not.toContain('sealed');
  });

  test('refuses a configuration that cannot work', async () => {
    const { store, clock } = await started();
    expect(() => keyringOn(store, clock, { defaultAlgorithm: 'EdDSA' })).toThrow('EdDSA');
    expect(() => keyringOn(store, clock, { rotation: { ...rotation, everySeconds: 660 } })).toThrow('faster');
  });

  test('says CARDEA_SECRET where the keys were sealed with another one, and makes no new key', async () => {
    const { store, clock } = await started();
    const other = keyringOn(store, clock, { sealer: labelSealer('other') });
    await expect(other.ready()).rejects.toThrow(SigningKeyNotOpened);
    await expect(other.ready()).rejects.toThrow('CARDEA_SECRET');
    expect(store.keys).toHaveLength(1);
  });

  test('binds a private key to its kid: a row copied over another does not open', async () => {
    const { store, clock, keyring } = await started();
    await keyring.rotate({ actor: operator });
    const box = store.keys[1]?.sealedPrivateKey ?? '';
    store.keys = store.keys.map((key) => ({ ...key, sealedPrivateKey: box }));
    await expect(keyringOn(store, clock).ready()).rejects.toThrow(SigningKeyNotOpened);
  });
});

describe('rotation', () => {
  test('S054: in three rotations no token fails with a JWKS cached for its max-age, however long it lives', async () => {
    const maxAge = 600;
    const { clock, keyring } = await started();
    const verifiers = Array.from({ length: 20 }, (_, i) => ({
      fetchedAt: clock.at - i * 30,
      kids: new Set<unknown>(),
    }));
    const issued: { readonly kid: string; readonly expiresAt: number }[] = [];
    const signedBy = new Set<string>();
    for (const verifier of verifiers) verifier.kids = new Set(keyring.jwks().keys.map((key) => key.kid));
    let failures = 0;

    for (let step = 0; step < 3 * 31 * 288; step++) {
      clock.advance(300);
      if (step % 12 === 0) await keyring.tick();
      const kid = keyring.signer().sign('at+jwt', {});
      signedBy.add(kid);
      if (step % 6 === 0) issued.push({ kid, expiresAt: clock.at + DAY });
      while (issued[0] && issued[0].expiresAt < clock.at) issued.shift();
      for (const verifier of verifiers) {
        if (clock.at - verifier.fetchedAt >= maxAge) {
          verifier.fetchedAt = clock.at;
          verifier.kids = new Set(keyring.jwks().keys.map((key) => key.kid));
        }
        if (!verifier.kids.has(kid)) failures++;
        for (const token of issued) if (!verifier.kids.has(token.kid)) failures++;
      }
    }
    expect(signedBy.size).toBe(4);
    expect(failures).toBe(0);
  });

  test('the next key is published before it signs; the old one stays until its last token has expired', async () => {
    const { clock, keyring, kids } = await started();
    const first = keyring.signer().kid;
    const next = await keyring.rotate({ actor: operator });
    expect(next).toMatchObject({ state: 'next', activeFrom: clock.at + 660 });
    expect(kids()).toEqual([first, next.id]);

    clock.advance(659);
    expect(keyring.signer().kid).toBe(first);
    clock.advance(1);
    expect(keyring.signer().kid).toBe(next.id);
    expect(await statesOf(keyring)).toEqual(['retired', 'current']);

    clock.advance(DAY + 59);
    expect(kids()).toEqual([first, next.id]);
    clock.advance(1);
    expect(kids()).toEqual([next.id]);
    expect(await statesOf(keyring)).toEqual(['removed', 'current']);
  });

  test('the schedule publishes the next key just in time, once', async () => {
    const { clock, store, keyring } = await started();
    clock.advance(30 * DAY - 661);
    await keyring.tick();
    expect(store.keys).toHaveLength(1);
    clock.advance(1);
    await keyring.tick();
    await keyring.tick();
    expect(store.keys).toHaveLength(2);
    expect(store.keys[1]?.activeFrom).toBe((store.keys[0]?.activeFrom ?? 0) + 30 * DAY);
  });

  test('a server that was off for a year publishes a new key first, and signs with the old one until then', async () => {
    const { clock, store, keyring } = await started();
    const first = keyring.signer().kid;
    clock.advance(365 * DAY);
    const again = keyringOn(store, clock);
    await again.ready();
    expect(again.signer().kid).toBe(first);
    expect(await statesOf(again)).toEqual(['current', 'next']);
    clock.advance(660);
    expect(again.signer().kid).not.toBe(first);
  });

  test('immediately: the new key signs at once, also past one that waits for its time', async () => {
    const { clock, keyring } = await started();
    const waiting = await keyring.rotate({ actor: operator });
    const now = await keyring.rotate({ immediately: true, actor: operator });
    expect(keyring.signer().kid).toBe(now.id);
    expect(now.state).toBe('current');
    expect(await statesOf(keyring)).toEqual(['retired', 'retired', 'current']);
    clock.advance(700);
    expect(keyring.signer().kid).toBe(now.id);
    expect(now.id).not.toBe(waiting.id);
  });

  test('of three immediate rotations within one second the last key signs', async () => {
    const { keyring, kids } = await started();
    for (let i = 0; i < 2; i++) await keyring.rotate({ immediately: true, actor: operator });
    const last = await keyring.rotate({ immediately: true, actor: operator });
    expect(keyring.signer().kid).toBe(last.id);
    expect(kids()).toHaveLength(4);
  });

  test('a clock that goes back before the first key does not stop issuance, and makes no key', async () => {
    const { clock, store, keyring, kids } = await started();
    const first = keyring.signer().kid;
    clock.advance(-10 * DAY);
    await keyring.tick();
    expect(keyring.signer().kid).toBe(first);
    expect(kids()).toEqual([first]);
    expect(store.keys).toHaveLength(1);
  });

  test('an algorithm that is switched on later gets a key, and one that is switched off keeps its published ones', async () => {
    const { store, clock } = await started();
    const later = keyringOn(store, clock, { algorithms: ['EdDSA'], defaultAlgorithm: 'EdDSA' });
    await later.ready();
    expect(later.signer().algorithm).toBe('EdDSA');
    expect(later.jwks().keys.map((key) => key.alg)).toEqual(['ES256', 'EdDSA']);
    expect(() => later.signer('ES256')).toThrow('ES256');
  });
});

describe('S055: revocation', () => {
  test('a revoked key is neither published nor verified with at once, and another one signs', async () => {
    const { store, keyring, kids } = await started();
    const first = keyring.signer().kid;
    expect(await keyring.revoke(first, operator)).toBe(true);
    expect(kids()).not.toContain(first);
    expect(keyring.verificationKeys().map((key) => key.kid)).not.toContain(first);
    expect(keyring.signer().kid).not.toBe(first);
    expect(await statesOf(keyring)).toEqual(['revoked', 'current']);
    expect(store.keys).toHaveLength(2);
  });

  test('a next key that is published already takes the place of a revoked current one', async () => {
    const { store, keyring } = await started();
    const next = await keyring.rotate({ actor: operator });
    await keyring.revoke(keyring.signer().kid, operator);
    expect(keyring.signer().kid).toBe(next.id);
    expect(store.keys).toHaveLength(2);
  });

  test('a retired key does not come back when its successor is revoked', async () => {
    const { clock, keyring, kids } = await started();
    const first = keyring.signer().kid;
    const second = await keyring.rotate({ actor: operator });
    clock.advance(700);
    await keyring.revoke(second.id, operator);
    expect([first, second.id]).not.toContain(keyring.signer().kid);
    expect(kids()).toEqual([first, keyring.signer().kid]);
  });

  test('a revoked next key is replaced in time for the end of the current one', async () => {
    const { clock, keyring } = await started();
    const first = keyring.signer().kid;
    const next = await keyring.rotate({ actor: operator });
    clock.advance(600);
    await keyring.revoke(next.id, operator);
    expect(keyring.signer().kid).toBe(first);
    const [, , replacement] = await keyring.list();
    expect(replacement).toMatchObject({ state: 'next', activeFrom: next.activeFrom });
    clock.advance(60);
    expect(keyring.signer().kid).toBe(replacement?.id ?? '');
  });

  test('an unknown key, and one that was revoked before, are answered false and nothing is written', async () => {
    const { store, keyring } = await started();
    const first = keyring.signer().kid;
    expect(await keyring.revoke('../../etc/passwd', operator)).toBe(false);
    await keyring.revoke(first, operator);
    const written = store.units.length;
    expect(await keyring.revoke(first, operator)).toBe(false);
    expect(store.units).toHaveLength(written);
  });

  test('what another process revoked is gone after one tick', async () => {
    const { store, clock, keyring, kids } = await started();
    const other = keyringOn(store, clock);
    await other.ready();
    const first = keyring.signer().kid;
    await other.revoke(first, operator);
    await keyring.tick();
    expect(kids()).not.toContain(first);
    expect(keyring.signer().kid).toBe(other.signer().kid);
  });

  test('a read that was under way when a key was revoked does not bring it back', async () => {
    const { store, keyring, kids } = await started();
    const first = keyring.signer().kid;
    const { promise, resolve } = Promise.withResolvers<void>();
    store.beforeAnswer = () => promise;
    const tick = keyring.tick();
    const revoking = keyring.revoke(first, operator);
    store.beforeAnswer = async () => undefined;
    resolve();
    await Promise.all([tick, revoking]);
    expect(kids()).not.toContain(first);
  });
});
