import { randomBytes } from 'node:crypto';
import {
  type Actor,
  type Authority,
  createKeyring,
  createManagement,
  type PublicJwk,
  profiles,
  type RemoteApi,
  type Simulator,
  type StoredAuditEntry,
  type Stores,
  type Unit,
} from '@cardea/core';
import {
  createDigests,
  createHandleMint,
  createJwtVerifier,
  createPasswordJudge,
  createSealer,
  createSecretHasher,
  createSigningKeys,
  generateMasterKey,
  masterKeyFrom,
} from '@cardea/crypto';
import { fakeClock, memoryStores } from '@cardea/testkit';
import { TRPCError } from '@trpc/server';
import type { Problem } from './problems/problem.ts';
import { problemOf } from './problems/problem-of.ts';
import { createAdminCaller } from './router.ts';
import { settingsFixture } from './settings.fixture.ts';
import type { SystemServices } from './system/system-services.ts';

export const ISSUER = 'https://id.example';
export const NOW = 1_800_000_000;
export const OPERATOR: Actor = { kind: 'operator', id: 'ada' };
const LONGEST_TOKEN_SECONDS = 90 * 86_400;

/** Dry runs need an engine: they are tested where there is one. */
const simulator: Simulator = {
  token: () => Promise.reject(new Error('there is no engine here')),
  authorize: () => Promise.reject(new Error('there is no engine here')),
};

const system: SystemServices = {
  status: () => ({ version: '1', issuer: ISSUER, mode: 'production', pid: 1, startedAt: NOW, database: 'memory' }),
  diagnose: async () => [],
  backup: async (file) => ({ file, bytes: 0 }),
};

/** Runs before a unit is committed, so that a test can be somebody else at that instant. */
/** What other servers answer; nothing unless a test says so. */
interface Remote {
  answer: RemoteApi;
  keys: readonly PublicJwk[] | undefined;
}

type Meanwhile = (unit: Unit) => Promise<unknown>;

/** The management on memory stores with real cryptography, called as its clients call it. */
export const adminFixture = async () => {
  const clock = fakeClock(NOW * 1000);
  const memory = memoryStores(clock);
  let meanwhile: Meanwhile | undefined;
  const stores: Stores = {
    ...memory,
    commit: async (unit) => {
      const interfere = meanwhile;
      meanwhile = undefined;
      await interfere?.(unit);
      return memory.commit(unit);
    },
  };
  const key = masterKeyFrom(generateMasterKey());
  const sealer = createSealer(key);
  const hasher = createSecretHasher({ sealer });
  const jwt = createJwtVerifier();
  const keyring = createKeyring({
    stores,
    sealer,
    clock,
    signingKeys: createSigningKeys(),
    algorithms: ['ES256'],
    defaultAlgorithm: 'ES256',
    rotation: {
      everySeconds: LONGEST_TOKEN_SECONDS,
      publishAheadSeconds: 360,
      longestTokenSeconds: LONGEST_TOKEN_SECONDS,
      skewSeconds: 60,
    },
  });
  await keyring.ready();
  const remote: Remote = { answer: async () => ({ failure: 'connect' }), keys: undefined };
  const management = createManagement(
    {
      issuer: ISSUER,
      profile: profiles.oauth21,
      stores,
      clock,
      sealer,
      hasher,
      jwt,
      keyring,
      mint: createHandleMint(),
      passwords: createPasswordJudge(),
      auditRetentionSeconds: 90 * 86_400,
      keyRotationSeconds: LONGEST_TOKEN_SECONDS,
      settings: settingsFixture(memory),
      digests: createDigests(key),
      appPasswords: { maxTtlSeconds: 365 * 86_400, usualTtlSeconds: 90 * 86_400, perAccount: 5 },
      signingAlgorithms: ['ES256'],
      lifetimes: { accessTokenTtlSeconds: 3600, maxAccessTokenTtlSeconds: LONGEST_TOKEN_SECONDS },
      grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
      randomBytes,
      endpoints: {
        upstreamCallback: `${ISSUER}/login/upstream/callback`,
        oneTimeLink: `${ISSUER}/link`,
        setUp: `${ISSUER}/setup`,
      },
      sendsMail: true,
      providers: { api: (url, request) => remote.answer(url, request), keys: { find: async () => remote.keys } },
    },
    simulator,
  );
  const start = (await memory.audit.list({ limit: 1 }))[0]?.sequence ?? 0;
  return {
    admin: createAdminCaller({ management, system, actor: OPERATOR, authority: { kind: 'operator' }, now: () => NOW }),
    /** The procedures as somebody else may call them. */
    adminAs: (authority: Authority) =>
      createAdminCaller({ management, system, actor: OPERATOR, authority, now: () => NOW }),
    management,
    clock,
    stores: memory,
    hasher,
    sealer,
    jwt,
    keyring,
    /** The world outside. */
    remote,
    /** Does something in the instant between a read and the next write. */
    between: (act: Meanwhile) => {
      meanwhile = act;
    },
    /** Entries since the fixture was made, oldest first. */
    audit: async (): Promise<readonly StoredAuditEntry[]> =>
      (await memory.audit.list({ limit: 1000 })).filter(({ sequence }) => sequence > start).toReversed(),
  };
};

/** The refusal with which a procedure answers; fails where it answers otherwise. */
export const refusalOf = async (call: Promise<unknown>): Promise<Problem> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCError) return problemOf(error);
    throw error;
  }
  throw new Error('it was not refused');
};
