import { randomBytes, randomUUID } from 'node:crypto';
import type { DeviceCode } from '@cardea/core';
import { BUILT_AT_SECONDS } from './entities.ts';
import { aTokenId } from './token-id.ts';

const DIGEST_BYTES = 32;
const TEN_MINUTES_SECONDS = 600;

const aDigest = (): string => randomBytes(DIGEST_BYTES).toString('base64url');

/** A code that a device has just asked for, and nobody has answered. */
export const aDeviceCode = (changes: Partial<DeviceCode> = {}): DeviceCode => {
  const createdAt = changes.createdAt ?? BUILT_AT_SECONDS;
  const expiresAt = changes.expiresAt ?? createdAt + TEN_MINUTES_SECONDS;
  return {
    id: aTokenId(createdAt * 1000),
    verifierHash: aDigest(),
    userCodeHash: aDigest(),
    clientId: randomUUID(),
    scopes: ['openid'],
    resources: [],
    address: '192.0.2.1',
    createdAt,
    expiresAt,
    intervalSeconds: 5,
    removeAt: expiresAt,
    ...changes,
  };
};
