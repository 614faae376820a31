import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

const CREDENTIAL_ID_BYTES = 32;
const AAGUID_BYTES = 16;

/** Flags of authenticator data (Web Authentication §6.1). */
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const BACKUP_ELIGIBLE = 0x08;
const BACKED_UP = 0x10;
const ATTESTED = 0x40;

/** CBOR (RFC 8949 §3) of what an attestation is made of. */
const cbor = (value: unknown): Buffer => {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map)
    return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item)])]);
  throw new TypeError('no CBOR for this');
};

const head = (major: number, size: number): Buffer => {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  return size < 256 ? Buffer.from([(major << 5) | 24, size]) : Buffer.from([(major << 5) | 25, size >> 8, size & 0xff]);
};

const base64url = (bytes: Buffer): string => bytes.toString('base64url');
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** What a test may have an authenticator or a browser do wrong. */
export interface Ceremony {
  readonly origin?: string;
  readonly rpId?: string;
  readonly userVerified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  /** Of the response, where it is to be another's. */
  readonly id?: string;
}

interface CreationOptions {
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
  readonly challenge: string;
}

/** A passkey in software, and the browser around it: what the pages get from `navigator.credentials`. */
export class TestPasskey {
  readonly id = base64url(randomBytes(CREDENTIAL_ID_BYTES));
  readonly #key: KeyObject;
  readonly #publicKey: KeyObject;
  readonly #origin: string;
  #userHandle = '';

  constructor(origin: string) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = privateKey;
    this.#publicKey = publicKey;
    this.#origin = origin;
  }

  #coseKey(): Buffer {
    const { x = '', y = '' } = this.#publicKey.export({ format: 'jwk' });
    const coordinates = [x, y].map((text) => Buffer.from(text, 'base64url'));
    return cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, coordinates[0]],
        [-3, coordinates[1]],
      ]),
    );
  }

  #authenticatorData(rpId: string, ceremony: Ceremony, attested: Buffer | undefined): Buffer {
    const flags =
      USER_PRESENT |
      (ceremony.userVerified === false ? 0 : USER_VERIFIED) |
      BACKUP_ELIGIBLE |
      BACKED_UP |
      (attested ? ATTESTED : 0);
    const rpIdHash = createHash('sha256')
      .update(ceremony.rpId ?? rpId)
      .digest();
    return Buffer.concat([rpIdHash, Buffer.from([flags]), uint32(ceremony.counter ?? 0), attested ?? Buffer.alloc(0)]);
  }

  #clientData(type: string, challenge: string, ceremony: Ceremony): Buffer {
    return Buffer.from(
      JSON.stringify({ type, challenge, origin: ceremony.origin ?? this.#origin, crossOrigin: false }),
    );
  }

  /** The JSON of a new credential (Web Authentication §5.1.3). */
  create({ rp, user, challenge }: CreationOptions, ceremony: Ceremony = {}): string {
    this.#userHandle = user.id;
    const id = Buffer.from(ceremony.id ?? this.id, 'base64url');
    const attested = Buffer.concat([
      Buffer.alloc(AAGUID_BYTES),
      Buffer.from([id.length >> 8, id.length & 0xff]),
      id,
      this.#coseKey(),
    ]);
    const authData = this.#authenticatorData(rp.id, ceremony, attested);
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    return JSON.stringify({
      id: ceremony.id ?? this.id,
      rawId: ceremony.id ?? this.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64url(this.#clientData('webauthn.create', challenge, ceremony)),
        attestationObject: base64url(cbor(attestation)),
        transports: ['internal'],
      },
    });
  }

  /** The JSON of an assertion (Web Authentication §5.1.4). */
  get({ rpId, challenge }: { readonly rpId: string; readonly challenge: string }, ceremony: Ceremony = {}): string {
    const authenticatorData = this.#authenticatorData(rpId, ceremony, undefined);
    const clientData = this.#clientData('webauthn.get', challenge, ceremony);
    const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientData).digest()]);
    return JSON.stringify({
      id: ceremony.id ?? this.id,
      rawId: ceremony.id ?? this.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64url(clientData),
        authenticatorData: base64url(authenticatorData),
        signature: base64url(sign('sha256', signed, this.#key)),
        userHandle: ceremony.userHandle ?? this.#userHandle,
      },
    });
  }
}
