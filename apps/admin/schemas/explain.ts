import { z } from 'zod';
import { epochSeconds, page, text } from './fields.ts';

export const explainedRequest = z.strictObject({ requestId: text });

/** Credentials have no place in a dry run: who may simulate could try them out. */
const CREDENTIALS = ['client_secret', 'client_assertion', 'client_assertion_type'];
const MAX_PARAMETERS = 100;

const parameters = z
  .array(z.tuple([text, z.string().max(16_384)]))
  .max(MAX_PARAMETERS)
  .readonly();

/** `parameters` are pairs of a name and a value, as they would be sent. */
export const simulatedToken = z.strictObject({
  clientId: text,
  parameters: parameters.refine(
    (pairs) => !pairs.some(([name]) => CREDENTIALS.includes(name)),
    'holds a credential of the client, whose proof is assumed',
  ),
});

export const simulatedAuthorization = z.strictObject({ parameters });

export const refusalFilter = z.strictObject({
  ...page.shape,
  endpoint: text.optional(),
  code: text.optional(),
  clientId: text.optional(),
  address: text.optional(),
});

/** One check of a request, in the order in which they are made. */
const checkedRule = z.object({
  check: z.string(),
  rule: z.string(),
  section: z.string(),
  outcome: z.enum(['passed', 'failed', 'not_reached']),
});

export const explanation = z.object({
  id: z.string(),
  requestId: z.string(),
  at: epochSeconds,
  endpoint: z.string(),
  clientId: z.string().optional(),
  address: z.string(),
  code: z.string(),
  error: z.string(),
  description: z.string(),
  status: z.number().int(),
  section: z.string(),
  mend: z.string(),
  /** What was registered and what was sent. */
  detail: z.record(z.string(), z.unknown()).optional(),
  checks: z.array(checkedRule).readonly(),
});

const told = explanation.pick({
  ...{ code: true, error: true, description: true, status: true, section: true, mend: true, detail: true },
});
const shownChecks = explanation.shape.checks;

/** What would come of a request; never a token. */
export const simulation = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('granted'),
    checks: shownChecks,
    granted: z.object({
      tokenType: z.string(),
      expiresInSeconds: z.number().int().optional(),
      scopes: z.array(z.string()).readonly(),
      hasRefreshToken: z.boolean(),
      hasIdToken: z.boolean(),
    }),
  }),
  z.object({ outcome: z.literal('asks'), checks: shownChecks, step: z.string() }),
  z.object({ outcome: z.literal('refused'), checks: shownChecks, refusal: told }),
]);
