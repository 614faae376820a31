import { codesByStatus } from '../problems/code-status.ts';

type Json = Readonly<Record<string, unknown>>;

const text = { type: 'string' };

/** What tRPC wraps a problem in. */
const refusal = (codes: readonly string[]): Json => ({
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['message', 'code', 'data'],
      properties: {
        message: text,
        code: { type: 'integer', description: 'The code of JSON-RPC 2.0.' },
        data: {
          type: 'object',
          required: ['code', 'httpStatus', 'problem'],
          properties: {
            code: { ...text, description: 'The code of tRPC.' },
            httpStatus: { type: 'integer' },
            path: text,
            problem: {
              allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }],
            },
          },
        },
      },
    },
  },
});

export const problemSchemas: Json = {
  Problem: {
    type: 'object',
    description: 'Why it was not done. The code is stable, the words are for people.',
    required: ['code', 'message', 'mend'],
    properties: {
      code: text,
      message: text,
      mend: { ...text, description: 'What to do about it.' },
      field: { ...text, description: 'The setting that is wrong.' },
    },
  },
  OAuthError: {
    type: 'object',
    description:
      'The call did not get as far as a procedure: there was no token that is good here, for one (RFC 6750 §3.1).',
    required: ['error'],
    properties: { error: text, error_description: text },
  },
};

const WORDS: Readonly<Record<number, string>> = {
  400: 'What was sent is not valid.',
  401: 'There is no access token that is good here, or a fresh sign-in with a second factor is missing.',
  403: 'This caller may not do it.',
  404: 'It does not exist.',
  409: 'It exists already, or somebody else has changed it meanwhile.',
  412: 'It cannot be done as things are.',
  500: 'A defect of the server. Nothing of it is told.',
  503: 'The server cannot do it now; whether a change was made is not known.',
};

const json = (schema: Json): Json => ({ 'application/json': { schema } });
const headers = { 'x-request-id': { $ref: '#/components/headers/RequestId' } };

/** What a call is refused with: a response for each status, with the codes that it may have. */
export const problemResponses = (): Json =>
  Object.fromEntries([
    ...[...codesByStatus()].map(([status, codes]) => [
      `Refused${status}`,
      {
        description: WORDS[status] ?? 'It was not done.',
        headers,
        content: json({ anyOf: [refusal(codes), { $ref: '#/components/schemas/OAuthError' }] }),
      },
    ]),
    [
      'Refused',
      {
        description: 'The call did not get as far as a procedure.',
        headers,
        content: json({ $ref: '#/components/schemas/OAuthError' }),
      },
    ],
  ]);

/** The responses of every operation that are no success. */
export const refusedResponses = (): Json =>
  Object.fromEntries([
    ...[...codesByStatus().keys()].map((status) => [status, { $ref: `#/components/responses/Refused${status}` }]),
    ['default', { $ref: '#/components/responses/Refused' }],
  ]);
