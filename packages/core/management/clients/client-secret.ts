import { parseHandle } from '@cardea/protocol';
import type { ClientAuthMethod, ClientSecret, SecretHash } from '../../ports/client.ts';
import { clientSecretContext } from '../../ports/client-secret-context.ts';
import { type EpochSeconds, seconds } from '../../ports/clock.ts';
import type { ManagementPorts } from '../ports.ts';

const MAX_SECRETS = 2;
const MIN_CHOSEN_CHARS = 16;
const MIN_MAC_BYTES = 32; // RFC 7518 §3.2: a key as long as the hash of HS256
const MAX_CHOSEN_CHARS = 1024; // Design D6
const VSCHAR = /^[\x20-\x7e]+$/; // RFC 6749 Appendix A.2

type SecretPorts = Pick<ManagementPorts, 'clock' | 'mint' | 'hasher' | 'sealer'>;

/** A secret just made; `text` is for its holder and is shown once. */
export interface FreshSecret {
  readonly secret: ClientSecret;
  /** Undefined for a chosen secret: whoever chose it has it. */
  readonly text?: string | undefined;
}

export interface SecretRequest {
  readonly clientId: string;
  readonly authMethod: ClientAuthMethod;
  /** The secret that was chosen or comes from elsewhere. */
  readonly chosen?: string | undefined;
}

/** What is wrong with a chosen secret. */
export const chosenSecretProblem = (method: ClientAuthMethod, secret: string): string | undefined => {
  const min = method === 'client_secret_jwt' ? MIN_MAC_BYTES : MIN_CHOSEN_CHARS;
  if (secret.length < min) return `has less than ${min} characters`;
  if (secret.length > MAX_CHOSEN_CHARS) return `has more than ${MAX_CHOSEN_CHARS} characters`;
  if (!VSCHAR.test(secret)) return 'holds characters other than printable ASCII';
  // Such a secret is looked up by its selector, which Cardea chooses.
  return parseHandle('client_secret', secret) ? 'was made by Cardea: leave it out, and a new one is made' : undefined;
};

const hashFor = async (ports: SecretPorts, request: SecretRequest, made: Made): Promise<SecretHash> => {
  if (request.authMethod === 'client_secret_jwt') {
    return { kind: 'sealed', box: ports.sealer.seal(made.text, clientSecretContext(request.clientId, made.id)) };
  }
  return made.digest === undefined ? ports.hasher.hash(made.text) : { kind: 'sha256', digest: made.digest };
};

interface Made {
  readonly id: string;
  readonly text: string;
  /** SHA-256 of the verifier of a generated secret, base64url. */
  readonly digest?: string;
}

const generate = ({ clock, mint }: SecretPorts): Made => {
  const { id, text, verifierHash } = mint.mint('client_secret', clock.nowMs());
  return { id, text, digest: verifierHash };
};

/** A new secret, generated or chosen, in the form in which its method needs it kept. */
export const makeSecret = async (ports: SecretPorts, request: SecretRequest): Promise<FreshSecret> => {
  const { chosen } = request;
  const made = chosen === undefined ? generate(ports) : { id: ports.mint.mintId(ports.clock.nowMs()), text: chosen };
  const hash = await hashFor(ports, request, made);
  return {
    secret: { id: made.id, hash, createdAt: seconds(ports.clock) },
    ...(chosen === undefined ? { text: made.text } : {}),
  };
};

export const liveSecrets = (secrets: readonly ClientSecret[], now: EpochSeconds): readonly ClientSecret[] =>
  secrets.filter((secret) => secret.expiresAt === undefined || secret.expiresAt > now);

/** Puts a secret first; the newest of the live ones stays until `keepUntil`, all others go: two live secrets at most. */
export const pushSecret = (
  secrets: readonly ClientSecret[],
  fresh: ClientSecret,
  { now, keepUntil }: { readonly now: EpochSeconds; readonly keepUntil?: EpochSeconds | undefined },
): readonly ClientSecret[] => {
  if (keepUntil === undefined) return [fresh];
  const kept = liveSecrets(secrets, now).slice(0, MAX_SECRETS - 1);
  return [fresh, ...kept.map((old) => ({ ...old, expiresAt: Math.min(old.expiresAt ?? keepUntil, keepUntil) }))];
};
