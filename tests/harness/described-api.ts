import { registerSchema, validate } from '@hyperjump/json-schema/openapi-3-1';
import type { HeaderFields, Reply } from './oauth.ts';
import { send } from './oauth.ts';

const SCHEMA_OF_OPENAPI = 'https://spec.openapis.org/oas/3.1/schema-base';

type Json = Readonly<Record<string, unknown>>;

export interface Operation {
  readonly operationId: string;
  readonly path: string;
  readonly method: 'GET' | 'POST';
  /** The JSON pointer of what it takes; absent where it takes nothing. */
  readonly input: string | undefined;
  readonly responses: readonly string[];
  readonly scopes: readonly string[];
}

/** What somebody can do with a management API who has nothing but its description. */
export interface DescribedApi {
  readonly operations: readonly Operation[];
  /** Whether a value is what an operation takes. */
  accepts(operationId: string, value: unknown): Promise<boolean>;
  /** Sends a value as the description says; fails where the answer is none that it describes. */
  call(operationId: string, value: unknown, headers: HeaderFields): Promise<Reply>;
}

const member = (value: unknown, ...names: readonly (string | number)[]): unknown =>
  names.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
    value,
  );

const pointer = (...names: readonly (string | number)[]): string =>
  `#/${names.map((name) => encodeURIComponent(String(name).replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;

const copyOf = (value: unknown) => JSON.parse(JSON.stringify(value));

export const isOpenApi = async (document: Json): Promise<boolean> =>
  (await validate(SCHEMA_OF_OPENAPI, copyOf(document))).valid;

const operationsOf = (document: Json): readonly Operation[] =>
  Object.entries(Object(document.paths)).flatMap(([path, item]) =>
    Object.entries(Object(item)).map(([method, operation]) => {
      const at = ['paths', path, method];
      const input =
        method === 'get'
          ? [...at, 'parameters', 0, 'content', 'application/json', 'schema']
          : [...at, 'requestBody', 'content', 'application/json', 'schema'];
      return {
        operationId: String(member(operation, 'operationId')),
        path,
        method: method === 'get' ? 'GET' : 'POST',
        input: member(document, ...input) === undefined ? undefined : pointer(...input),
        responses: Object.keys(Object(member(operation, 'responses'))),
        scopes: Object.values(Object(member(operation, 'security', 0))).flatMap((scopes) => [String(scopes)]),
      };
    }),
  );

/** Where the schema of an answer stands: in the operation, or among the shared responses that it refers to. */
const answerPointer = (document: Json, { path, method, responses }: Operation, status: number): string => {
  const key = responses.includes(String(status)) ? String(status) : 'default';
  const here = ['paths', path, method.toLowerCase(), 'responses', key];
  const shared = member(document, ...here, '$ref');
  const at = typeof shared === 'string' ? shared.slice('#/'.length).split('/') : here;
  return pointer(...at, 'content', 'application/json', 'schema');
};

export const describedApi = (document: Json, url: string): DescribedApi => {
  registerSchema(copyOf(document), url, SCHEMA_OF_OPENAPI);
  const operations = operationsOf(document);
  const server = String(member(document, 'servers', 0, 'url'));
  const find = (operationId: string): Operation => {
    const found = operations.find((operation) => operation.operationId === operationId);
    if (found === undefined) throw new Error(`${operationId} is not described`);
    return found;
  };
  const isOf = async (schema: string, value: unknown): Promise<boolean> =>
    (await validate(url + schema, copyOf(value))).valid;
  return {
    operations,
    accepts: async (operationId, value) => {
      const { input } = find(operationId);
      return input === undefined ? value === undefined : value !== undefined && isOf(input, value);
    },
    call: async (operationId, value, headers) => {
      const operation = find(operationId);
      const { path, method } = operation;
      const query =
        method === 'GET' && value !== undefined ? `?${new URLSearchParams({ input: JSON.stringify(value) })}` : '';
      const reply = await send(server + path + query, {
        method,
        headers: { ...headers, ...(method === 'POST' ? { 'content-type': 'application/json' } : {}) },
        ...(method === 'POST' && value !== undefined ? { body: JSON.stringify(value) } : {}),
      });
      const schema = answerPointer(document, operation, reply.status);
      if (!(await isOf(schema, reply.json)))
        throw new Error(`${operationId} answers ${reply.status} ${reply.text}, which ${schema} does not describe`);
      return reply;
    },
  };
};
