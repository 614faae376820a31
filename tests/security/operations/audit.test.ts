import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { type AuditRow, auditAfter, tracesIn } from '../../harness/beside.ts';
import { obtainToken, requestToken, revoke } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

const API = 'https://api.example.com/audited';

let cardea: RunningCardea;
let client: AddedClient;
const secrets = createSecretWatch();

beforeAll(async () => {
  cardea = await startCardea();
  client = await addClient(cardea, { name: 'audited', scope: 'a', words: ['--id', 'audited'] });
  secrets.keep(client.clientSecret);
}, 30_000);

afterAll(() => secrets.stop(cardea));

const during = async (action: () => Promise<unknown>): Promise<readonly AuditRow[]> => {
  const { audit } = tracesIn(cardea);
  await action();
  return auditAfter(cardea, audit);
};

const cli = (...words: readonly string[]) => cardea.cli([...words, '--json']);

/** Each change that an operator can make, the action of its entry and what it is about; in an order in which all can be made. */
const CHANGES: readonly (readonly [words: readonly string[], action: string, target: string])[] = [
  [['scopes', 'add', 'audited:read'], 'scope.created', 'audited:read'],
  [['scopes', 'mod', 'audited:read', '--description', 'Read'], 'scope.updated', 'audited:read'],
  [['resources', 'add', API], 'resource.created', API],
  [['resources', 'mod', API, '--format', 'opaque'], 'resource.updated', API],
  [['clients', 'mod', 'audited', '--name', 'Audited'], 'client.updated', 'audited'],
  [['clients', 'reset', 'audited', '--secret', '--keep-old', '1h'], 'client.secret_added', 'audited'],
  [['clients', 'reset', 'audited', '--drop-old'], 'client.secret_removed', 'audited'],
  [['clients', 'reset', 'audited', '--tokens', '--yes'], 'access_tokens.revoked', 'audited'],
  [['keys', 'rotate'], 'signing_key.created', ''],
  [['resources', 'rm', API, '--yes'], 'resource.deleted', API],
  [['scopes', 'rm', 'audited:read', '--yes'], 'scope.deleted', 'audited:read'],
];

describe('each change has exactly one entry in the audit log (S112, INV5)', () => {
  test('what an operator changes, one after the other', async () => {
    for (const [words, action, target] of CHANGES) {
      const entries = await during(() => cli(...words));
      expect([words, entries.map((entry) => entry.action)]).toEqual([words, [action]]);
      const [entry] = entries;
      expect(entry?.actor.kind).toBe('operator');
      expect(entry?.target).toBe(target === '' ? String(entry?.target) : target);
      expect(Math.abs(Number(entry?.at) - Date.now() / 1000)).toBeLessThan(60);
      expect(JSON.stringify(entry)).not.toMatch(/cda_cs_|"d":|phc|digest/);
    }
  }, 30_000);

  test('a token that is issued and revoked has one for each, with the client as actor and the address', async () => {
    const { clientId, clientSecret } = await addClient(cardea, { name: 'issues', scope: 'a' });
    const one = { clientId, clientSecret };
    const issued = await during(() => obtainToken(cardea, one));
    expect(issued.map(({ action, actor }) => [action, actor.kind, actor.id])).toEqual([
      ['access_token.issued', 'client', clientId],
    ]);
    const token = secrets.keep(await obtainToken(cardea, one));
    const revoked = await during(async () => {
      await revoke(cardea, one, token);
      await revoke(cardea, one, token);
    });
    expect(revoked.map(({ action, actor }) => [action, actor.kind, actor.id])).toEqual([
      ['access_token.revoked', 'client', clientId],
    ]);
    expect(revoked[0]?.actor).toMatchObject({ address: '127.0.0.1', requestId: expect.any(String) });
  });

  test('and what did not happen has none', async () => {
    const nothing = await during(async () => {
      await cardea.cli(['clients', 'mod', 'nobody', '--name', 'x', '--json'], { exitCodes: [1] });
      await cardea.cli(['clients', 'mod', 'audited', '--enable', '--json']);
      await cardea.cli(['clients', 'add', '--name', 'again', '--id', 'audited', '--json'], { exitCodes: [1] });
      await requestToken(cardea, { ...client, clientSecret: 'wrong' });
    });
    expect(nothing).toEqual([]);
  });
});
