export { createDigests } from './digests/digests.ts';
export { createHandleMint } from './handles/handle-mint.ts';
export { createJwtVerifier } from './jose/jwt-verifier.ts';
export { createSigningKeys } from './jose/signing-keys.ts';
export { createPasswordJudge } from './passwords/password-judge.ts';
export { generateMasterKey, MasterKeyRefused, masterKeyFrom } from './sealing/master-key.ts';
export { BoxNotOpened, createSealer } from './sealing/sealer.ts';
export { createSecretHasher, decoySecretHash } from './secrets/secret-hasher.ts';
