import { describe, expect, test } from 'bun:test';
import { HashingBusy, type SecretHash } from '@cardea/core';
import { createHandleMint } from '../handles/handle-mint.ts';
import { createSealer } from '../sealing/sealer.ts';
import { createSecretHasher, decoySecretHash } from './secret-hasher.ts';

const sealer = createSealer(Buffer.alloc(32, 7));
const hasher = createSecretHasher({ sealer });
const mint = createHandleMint();
const context = 'client:c:secret:s';

const generated = (): { readonly text: string; readonly hash: SecretHash } => {
  const { text, verifierHash } = mint.mint('client_secret', 1);
  return { text, hash: { kind: 'sha256', digest: verifierHash } };
};

describe('client secrets', () => {
  test('a generated secret verifies against its SHA-256, and no other does', async () => {
    const { text, hash } = generated();
    expect(await hasher.verify(text, hash, context)).toBe(true);
    expect(await hasher.verify(generated().text, hash, context)).toBe(false);
    expect(await hasher.verify(text.slice(0, -1), hash, context)).toBe(false);
    expect(await hasher.verify(mint.mint('access_token', 1).text, hash, context)).toBe(false);
  });

  test('a stored digest that was cut or emptied lets nobody in', async () => {
    const { text, hash } = generated();
    const digest = hash.kind === 'sha256' ? hash.digest : '';
    for (const broken of ['', digest.slice(0, 20), `${digest}AAAA`]) {
      expect(await hasher.verify(text, { kind: 'sha256', digest: broken }, context)).toBe(false);
    }
  });

  test('a chosen secret is kept as argon2id with 19 MiB, two passes and one lane', async () => {
    const hash = await hasher.hash('a chosen secret, ünïcödé');
    expect(hash.kind === 'argon2id' && hash.phc).toStartWith('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(await hasher.verify('a chosen secret, ünïcödé', hash, context)).toBe(true);
    expect(await hasher.verify('a chosen secret, unicode', hash, context)).toBe(false);
  });

  test('a sealed secret verifies in its own context; in another one the box does not open', async () => {
    const hash: SecretHash = { kind: 'sealed', box: sealer.seal('mac secret', context) };
    expect(await hasher.verify('mac secret', hash, context)).toBe(true);
    expect(await hasher.verify('mac secret ', hash, context)).toBe(false);
    expect(() => hasher.verify('mac secret', hash, 'client:other')).toThrow('CARDEA_SECRET');
  });

  test('the decoy costs an argon2id verification and matches nothing', async () => {
    expect(decoySecretHash.kind === 'argon2id' && decoySecretHash.phc).toStartWith('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(await hasher.verify('secret', decoySecretHash, context)).toBe(false);
  });

  test('secrets over 1024 bytes, and empty ones, are refused without hashing (D6)', async () => {
    const full = createSecretHasher({ sealer, concurrency: 0, queueLimit: 0 });
    for (const secret of ['', 'x'.repeat(1025), 'ü'.repeat(513), 'x'.repeat(1_000_000)]) {
      expect(await full.verify(secret, decoySecretHash, context)).toBe(false);
      await expect(full.hash(secret)).rejects.toThrow(RangeError);
    }
    await expect(full.verify('ü'.repeat(512), decoySecretHash, context)).rejects.toThrow(HashingBusy);
  });
});

describe('S145: slow hashes', () => {
  test('of 256 at once, 1 runs, 64 wait, and 191 are told HashingBusy before any has finished', async () => {
    let finished = 0;
    const busyAfter: number[] = [];
    const checks = Array.from({ length: 256 }, () =>
      Promise.resolve(hasher.verify('secret', decoySecretHash, context)).then(
        () => {
          finished++;
        },
        (error: unknown) => {
          expect(error).toBeInstanceOf(HashingBusy);
          busyAfter.push(finished);
        },
      ),
    );
    await Promise.all(checks);
    expect(finished).toBe(65);
    expect(busyAfter).toEqual(Array.from({ length: 191 }, () => 0));
  });

  test('generated secrets are checked while the queue is full', async () => {
    const full = createSecretHasher({ sealer, concurrency: 1, queueLimit: 0 });
    const slow = full.hash('slow');
    const { text, hash } = generated();
    expect(await full.verify(text, hash, context)).toBe(true);
    await expect(full.hash('one more')).rejects.toThrow(HashingBusy);
    await slow;
  });

  test('the queue goes on after a hash that fails', async () => {
    const single = createSecretHasher({ sealer, concurrency: 1, queueLimit: 8 });
    const broken: SecretHash = { kind: 'argon2id', phc: 'not a PHC string' };
    const results = await Promise.allSettled([
      single.verify('a', broken, context),
      single.verify('b', broken, context),
      single.verify('c', decoySecretHash, context),
    ]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });
});
