import { adminRoles } from '@cardea/core';
import { z } from 'zod';
import { type Requirement, STEP_UP_SECONDS } from '../authority/judge.ts';
import { rolePermits } from '../authority/permission.ts';
import type { ListedProcedure } from '../procedures/list-procedures.ts';
import { nothing } from '../schemas/fields.ts';
import { summaryOf } from './summaries.ts';

type Json = Readonly<Record<string, unknown>>;

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** Without `$schema`: an OpenAPI 3.1 document says once which dialect it speaks, and it is this one. */
const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { target: 'draft-2020-12', io });
  return schema;
};

/** What a procedure takes and answers, by the names under which its operation refers to them. */
export const schemasOf = ({ path, input, output }: ListedProcedure): Json => ({
  ...(input === undefined ? {} : { [`${path}.input`]: schemaOf(input, 'input') }),
  ...(output === nothing ? {} : { [`${path}.output`]: schemaOf(output, 'output') }),
});

const who = ({ permission, stepUp }: Requirement): string => {
  const roles = adminRoles.filter((role) => rolePermits(role, permission)).join(', ');
  const fresh = `They must have signed in with a second factor in the last ${STEP_UP_SECONDS} seconds.`;
  return `Needs the scope \`admin:${permission}\`; of people, one of the roles ${roles}. ${stepUp ? fresh : ''}`.trim();
};

/** A query carries its input as JSON in the query, a change as its body. */
const inputOf = ({ path, type, input }: ListedProcedure): Json => {
  if (input === undefined) return {};
  const content = { 'application/json': { schema: reference(`${path}.input`) } };
  const required = !input.safeParse(undefined).success;
  return type === 'query'
    ? { parameters: [{ name: 'input', in: 'query', required, content }] }
    : { requestBody: { required, content } };
};

const answerOf = ({ path, output }: ListedProcedure): Json => {
  const data = output === nothing ? {} : { required: ['data'], properties: { data: reference(`${path}.output`) } };
  return {
    description: output === nothing ? 'It is done.' : 'What was asked for.',
    headers: { 'x-request-id': { $ref: '#/components/headers/RequestId' } },
    content: {
      'application/json': {
        schema: { type: 'object', required: ['result'], properties: { result: { type: 'object', ...data } } },
      },
    },
  };
};

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Sent again within an hour by the same caller, with the same body, it is answered as before and nothing is made twice.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
};

/** One procedure as an operation, by its method. */
export const operationOf = (procedure: ListedProcedure, refused: Json): Json => ({
  [procedure.type === 'query' ? 'get' : 'post']: {
    operationId: procedure.path,
    tags: [procedure.path.split('.')[0]],
    summary: summaryOf(procedure.path),
    description: who(procedure.requirement),
    security: [{ cardea: [`admin:${procedure.requirement.permission}`] }],
    ...inputOf(procedure),
    ...(procedure.requirement.creates ? { parameters: [idempotencyKey] } : {}),
    responses: { 200: answerOf(procedure), ...refused },
  },
});
