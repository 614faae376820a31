import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { type ClientKey, createClientKey } from './assertions.ts';
import type { TestEngine } from './engine.ts';

const OPERATOR = { kind: 'operator', id: 'test' } as const;

type Claims = Readonly<Record<string, unknown>>;
type Trust = Partial<Parameters<TestEngine['cardea']['management']['trustedIssuers']['add']>[0]>;

/** Somebody else's issuer that an engine trusts: it signs assertions about its people and services. */
export class Partner {
  private constructor(
    readonly issuer: string,
    readonly key: ClientKey,
    private readonly engine: TestEngine,
  ) {}

  static async open(engine: TestEngine, trust: Trust = {}): Promise<Partner> {
    const issuer = trust.issuer ?? `https://${randomUUID()}.example`;
    const key = await createClientKey('ES256', 'partner');
    const added = await engine.cardea.management.trustedIssuers.add(
      { name: 'Partner', scopes: ['read', 'write'], jwks: { keys: [key.publicJwk] }, ...trust, issuer },
      OPERATOR,
    );
    if (!('issuer' in added)) throw new Error(added.message);
    return new Partner(issuer, key, engine);
  }

  /** An assertion that is right in all (RFC 7523 §3) but what is said otherwise; undefined takes a claim away. */
  async assertion(
    claims: Claims = {},
    header: Claims = {},
    key: Pick<ClientKey, 'privateKey'> = this.key,
  ): Promise<string> {
    const now = Math.floor(this.engine.clock.nowMs() / 1000);
    const right = {
      iss: this.issuer,
      sub: 'somebody',
      aud: this.engine.cardea.settings.issuer,
      iat: now,
      exp: now + 60,
      jti: randomUUID(),
    };
    return new SignJWT({ ...right, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'partner', ...header })
      .sign(key.privateKey);
  }
}
