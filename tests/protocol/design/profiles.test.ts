import { describe, expect, test } from 'bun:test';
import { ASSERTION_TYPE, createClientKey, signAssertion } from '../../harness/assertions.ts';
import { createDpopKey } from '../../harness/dpop.ts';
import { CALLBACK, ISSUER, TestEngine } from '../../harness/engine.ts';
import { aBrowser, answered, granted, parametersOf, refused, type Values } from '../../harness/flow-values.ts';

const open = (profile: string) => TestEngine.open({ CARDEA_PROFILE: profile });
const OPERATOR = { kind: 'operator', id: 'test' } as const;

test('the profile oauth21 names nothing legacy in discovery, though a client may be registered for it (D14)', async () => {
  await using engine = await open('oauth21');
  const metadata = engine.cardea.engine.metadata([]);
  expect(metadata.response_types_supported).toEqual(['code']);
  expect(metadata.grant_types_supported).not.toContain('implicit');
  expect(metadata.id_token_signing_alg_values_supported).toEqual(['ES256']);
  await engine.addClient({ responseTypes: ['code id_token'], grantTypes: ['authorization_code', 'implicit'] });
});

test('the profile oidc names every response type and signs with RS256 (OpenID Connect Core §15.1, Discovery §3)', async () => {
  await using engine = await open('oidc');
  const metadata = engine.cardea.engine.metadata([]);
  expect(metadata.response_types_supported).toEqual([
    'code',
    'id_token',
    'id_token token',
    'code id_token',
    'code token',
    'code id_token token',
    'token',
    'none',
  ]);
  expect(metadata.grant_types_supported).toContain('implicit');
  expect(metadata.id_token_signing_alg_values_supported).toEqual(['ES256', 'RS256']);
  const client = await engine.addClient();
  const answer = answered(
    granted(await engine.begin({ client_id: client.id, response_type: 'id_token', redirect_uri: CALLBACK })),
  );
  expect(answer.error).toBe('unsupported_response_type');
});

describe('the profile fapi2 (FAPI 2.0 Security Profile §5.3.2, §5.4)', () => {
  const keyClient = async (engine: TestEngine) => {
    const key = await createClientKey('ES256', 'k');
    const client = await engine.addClient({ authMethod: 'private_key_jwt', jwks: { keys: [key.publicJwk] } });
    const dpop = await createDpopKey();
    const proofOf = (url: string, iat: number) => dpop.proof(url, { claims: { iat } });
    /** A request to an endpoint at which the client authenticates. */
    const prove = async (values: Values, audience = ISSUER) => {
      const nowSeconds = Math.floor(engine.clock.nowMs() / 1000);
      const assertion = await signAssertion(key, { clientId: client.id, audience }, { nowSeconds });
      return {
        parameters: parametersOf({ ...values, client_assertion_type: ASSERTION_TYPE, client_assertion: assertion }),
        authorization: undefined,
        caller: aBrowser().caller,
        // FAPI 2.0 Security Profile §5.3.2.1: tokens are bound to a key
        proof: {
          header: await proofOf(engine.cardea.urls.token, nowSeconds),
          method: 'POST',
          url: engine.cardea.urls.token,
        },
      };
    };
    const push = async (values: Values) => {
      const { request_uri } = granted(
        await engine.cardea.engine.pushRequest({ ...(await prove(values)), proof: undefined }),
      );
      return { client_id: client.id, request_uri };
    };
    return { client, prove, push };
  };

  test('offers codes alone, to clients that sign, with the algorithms of §5.4', async () => {
    await using engine = await open('fapi2');
    expect(engine.cardea.engine.metadata([])).toMatchObject({
      response_types_supported: ['code'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['ES256', 'EdDSA', 'Ed25519', 'PS256'],
      authorization_response_iss_parameter_supported: true,
    });
  });

  test.each([
    [{ authMethod: 'client_secret_basic' }, 'authMethod'],
    [{ authMethod: 'none' }, 'authMethod'],
    [{ authMethod: 'private_key_jwt', assertionAlgorithm: 'RS256' }, 'assertionAlgorithm'],
    [{ authMethod: 'private_key_jwt', requirePkce: false }, 'requirePkce'],
    [{ authMethod: 'private_key_jwt', responseTypes: ['code id_token'] }, 'responseTypes'],
    [{ authMethod: 'private_key_jwt', responseTypes: ['token'] }, 'responseTypes'],
  ] as const)('registers no client with %j', async (settings, field) => {
    await using engine = await open('fapi2');
    const key = await createClientKey('ES256', 'k');
    const jwks = settings.authMethod === 'private_key_jwt' ? { jwks: { keys: [key.publicJwk] } } : {};
    const refusal = await engine.cardea.management.clients.add(
      { name: 'Web', grantTypes: ['authorization_code'], redirectUris: [CALLBACK], ...jwks, ...settings },
      OPERATOR,
    );
    expect(refusal).toMatchObject({ code: 'client.invalid', field });
  });

  test('serves no client that was registered before under laxer rules', async () => {
    await using engine = await open('fapi2');
    const { client } = await keyClient(engine);
    const stored = await engine.cardea.stores.clients.findFresh(client.id);
    if (!stored) throw new Error('the client is gone');
    const lax = { ...stored, version: stored.version + 1, authMethod: 'none' as const, requirePkce: false };
    await engine.cardea.stores.commit({ guard: { kind: 'client.replace', client: lax }, changes: [] });
    const refusal = refused(
      await engine.token({ id: client.id, secret: undefined }, { grant_type: 'authorization_code', code: 'x' }),
    );
    expect(refusal).toMatchObject({ code: 'client.profile', error: 'invalid_client' });
  });

  test('takes assertions for the issuer alone, and codes live 30 seconds', async () => {
    await using engine = await open('fapi2');
    const { client, prove, push } = await keyClient(engine);
    const person = await engine.addPerson();
    const redeem = async (audience: string, waitMs: number) => {
      const { code, verifier, redirectUri } = await engine.code({ client, person, push });
      engine.clock.advance(waitMs);
      const values = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
      return engine.cardea.engine.token(await prove(values, audience));
    };
    expect(refused(await redeem(engine.cardea.urls.token, 0)).code).toBe('client.assertion_audience');
    expect(refused(await redeem(ISSUER, 30_000)).code).toBe('code.expired');
    granted(await redeem(ISSUER, 29_000));
  });

  test('asks for PKCE whatever the client is registered with (§5.3.2.2)', async () => {
    await using engine = await open('fapi2');
    const { client, prove } = await keyClient(engine);
    const request = { client_id: client.id, response_type: 'code', redirect_uri: CALLBACK, scope: 'openid' };
    const refusal = refused(await engine.cardea.engine.pushRequest(await prove(request)));
    expect(refusal.code).toBe('authorize.pkce_missing');
  });

  test('takes only what was pushed (§5.3.2.2), and says so in discovery (RFC 9126 §5)', async () => {
    await using engine = await open('fapi2');
    const { client } = await keyClient(engine);
    const request = { client_id: client.id, response_type: 'code', redirect_uri: CALLBACK, scope: 'openid' };
    expect(answered(granted(await engine.begin(request)))).toMatchObject({ error: 'invalid_request', iss: ISSUER });
    expect(engine.cardea.engine.metadata([])).toMatchObject({
      require_pushed_authorization_requests: true,
      request_uri_parameter_supported: false,
    });
  });
});

test('a profile that needs or forbids an algorithm does not start without it, or with it', async () => {
  const start = (profile: string, algorithms: string) =>
    TestEngine.open({ CARDEA_PROFILE: profile, CARDEA_SIGNING_ALGORITHMS: algorithms });
  expect(start('oidc', 'ES256')).rejects.toThrow('lacks RS256');
  expect(start('fapi2', 'ES256 RS256')).rejects.toThrow('holds RS256');
});
