import { Database } from 'bun:sqlite';
import { expect, setDefaultTimeout, test } from 'bun:test';
import { isRefusal } from '@cardea/protocol';
import { CALLBACK, TestEngine } from '../../harness/engine.ts';
import { pkce } from '../../harness/flow-values.ts';

setDefaultTimeout(60_000);

/** Every row of every table. */
const rowsOf = (engine: TestEngine): string => {
  const database = new Database(`${engine.cardea.settings.dataDir}/cardea.db`, { readonly: true });
  try {
    const tables = database.query<{ name: string }, []>("select name from sqlite_master where type = 'table'").all();
    return JSON.stringify(tables.map(({ name }) => [name, database.query(`select * from "${name}"`).values()]));
  } finally {
    database.close();
  }
};

const simulateToken = (engine: TestEngine, clientId: string, values: Readonly<Record<string, string>>) =>
  engine.cardea.management.explain.simulate.token({ clientId, parameters: Object.entries(values) });
const simulateAuthorization = (engine: TestEngine, values: Readonly<Record<string, string>>) =>
  engine.cardea.management.explain.simulate.authorize({ parameters: Object.entries(values) });

const failedOf = ({ checks }: Awaited<ReturnType<typeof simulateToken>>) =>
  checks.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check);

test('a dry run of every grant leaves the database row for row as it was, and no token comes of it', async () => {
  await using engine = await TestEngine.open();
  const [client, person] = [await engine.addClient(), await engine.addPerson()];
  const machine = await engine.addClient({ grantTypes: ['client_credentials'], redirectUris: [], scopes: ['read'] });
  const { code, verifier, redirectUri } = await engine.code({ client, person });
  const before = rowsOf(engine);
  const granted = await simulateToken(engine, machine.id, { grant_type: 'client_credentials' });
  const redeem = { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUri };
  const redeemed = await simulateToken(engine, client.id, redeem);
  const wrong = await simulateToken(engine, client.id, { ...redeem, code_verifier: 'w'.repeat(43) });
  for (let count = 0; count < 20; count++) await simulateToken(engine, client.id, { ...redeem, code: 'cda_ac_x' });
  expect(rowsOf(engine)).toBe(before);
  expect([granted, redeemed].map(({ outcome }) => outcome)).toEqual(['granted', 'granted']);
  expect(JSON.stringify([granted, redeemed])).not.toMatch(/eyJ|cda_/);
  expect([wrong.outcome, failedOf(wrong)]).toEqual(['refused', ['codeRequest']]);
  // The code is as good as it was
  expect(isRefusal(await engine.token(client, redeem))).toBe(false);
});

test('a dry run of an authorization request tells what the person would see, or what is wrong', async () => {
  await using engine = await TestEngine.open();
  const client = await engine.addClient();
  const before = rowsOf(engine);
  const good = {
    client_id: client.id,
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'openid',
    code_challenge: pkce().challenge,
    code_challenge_method: 'S256',
  };
  const asks = await simulateAuthorization(engine, good);
  expect(asks).toMatchObject({ outcome: 'asks', step: 'login' });
  expect(failedOf(asks)).toEqual([]);
  const wrongs: readonly (readonly [Readonly<Record<string, string>>, string, string])[] = [
    [{ client_id: 'nobody' }, 'authorize.client', 'authorizeClient'],
    [{ redirect_uri: 'https://evil.example/' }, 'authorize.redirect_uri', 'redirectUri'],
    [{ scope: 'openid admin' }, 'scope.not_allowed', 'scopeAllowed'],
    [{ prompt: 'none' }, 'authorize.login_required', 'signedIn'],
  ];
  for (const [wrong, code, check] of wrongs) {
    const simulated = await simulateAuthorization(engine, { ...good, ...wrong });
    expect(simulated).toMatchObject({ outcome: 'refused', refusal: { code } });
    expect(failedOf(simulated)).toEqual([check]);
  }
  expect(rowsOf(engine)).toBe(before);
});

test('a client that could not authenticate is refused in a dry run as well', async () => {
  await using engine = await TestEngine.open();
  const unknown = await simulateToken(engine, 'nobody', { grant_type: 'client_credentials' });
  expect(unknown).toMatchObject({ outcome: 'refused', refusal: { code: 'client.unknown', mend: expect.any(String) } });
  const twice = await engine.cardea.management.explain.simulate.token({
    clientId: 'nobody',
    parameters: [
      ['scope', 'a'],
      ['scope', 'b'],
    ],
  });
  expect(twice).toMatchObject({ outcome: 'refused', refusal: { code: 'request.parameter_repeated' } });
});
