import { createHash, randomBytes } from 'node:crypto';
import type { Browser, FlowOutcome, FlowState } from '@cardea/core';
import { isRefusal, Parameters, type Refusal } from '@cardea/protocol';

const ADDRESS = '192.0.2.7';
const SECRET_BYTES = 32;

export type Values = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Parameters as they come from a form or a query; undefined ones are left out, lists are repeated. */
export const parametersOf = (values: Values): Parameters => {
  const parameters = new Parameters();
  for (const [name, value] of Object.entries(values)) {
    for (const one of [value ?? []].flat()) {
      const refusal = parameters.add(name, one);
      if (refusal) throw new Error(`${name}: ${refusal.description}`);
    }
  }
  return parameters;
};

/** RFC 7636 §4.1, §4.2 */
export const pkce = (verifier = randomBytes(SECRET_BYTES).toString('base64url')) => ({
  verifier,
  challenge: createHash('sha256').update(verifier).digest('base64url'),
});

/** A browser with cookies of its own, as the pages see it. */
export const aBrowser = (sessionHandles: readonly string[] = []): Browser => ({
  caller: { address: ADDRESS, network: ADDRESS, requestId: randomBytes(SECRET_BYTES).toString('hex') },
  userAgent: 'A browser',
  secret: randomBytes(SECRET_BYTES).toString('base64url'),
  sessionHandles,
});

/** The value, or an error that says why it was refused. */
export const granted = <T>(value: T | Refusal): T => {
  if (isRefusal(value)) throw new Error(`refused: ${value.code} ${JSON.stringify(value.detail ?? {})}`);
  return value;
};

/** The refusal; an error where there was none. */
export const refused = (value: unknown): Refusal => {
  if (isRefusal(value)) return value;
  throw new Error(`it was not refused: ${JSON.stringify(value)}`);
};

export const isStep = (next: FlowOutcome['next']): next is FlowState => next.kind === 'step';

/** The parameters of an answer to the client; an error where the person is asked something. */
export const answered = ({ next }: FlowOutcome): Readonly<Record<string, string>> => {
  if (isStep(next)) throw new Error(`the person is asked: ${next.step.kind}`);
  return Object.fromEntries(next.parameters);
};

/** What the person is asked; an error where the client has its answer. */
export const asked = ({ next }: FlowOutcome): FlowState => {
  if (isStep(next)) return next;
  throw new Error(`nobody is asked: ${JSON.stringify(next.parameters)}`);
};
