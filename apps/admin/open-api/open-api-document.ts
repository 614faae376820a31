import { areas } from '../authority/permission.ts';
import { ADMIN_PATH } from '../handler.ts';
import { listProcedures } from '../procedures/list-procedures.ts';
import { adminRouter } from '../router.ts';
import { operationOf, schemasOf } from './operation.ts';
import { problemResponses, problemSchemas, refusedResponses } from './problem-responses.ts';

type Json = Readonly<Record<string, unknown>>;

/** Where the procedures are served, and where tokens for them come from: absolute URLs. */
export interface OpenApiPlaces {
  readonly issuer: string;
  readonly authorization: string;
  readonly token: string;
}

const scopes: Json = Object.fromEntries(
  areas.flatMap((area) => [
    [`admin:${area}:read`, `Look at ${area}.`],
    [`admin:${area}:write`, `Change ${area}.`],
  ]),
);

const securityScheme = ({ authorization, token }: OpenApiPlaces): Json => ({
  type: 'oauth2',
  description:
    'An access token of this issuer, for the issuer itself. `admin:<router>:*` stands for reading and writing, `admin:*` for everything.',
  flows: {
    clientCredentials: { tokenUrl: token, scopes },
    authorizationCode: { authorizationUrl: authorization, tokenUrl: token, scopes },
  },
});

/** The contract of the management as an OpenAPI 3.1 document, from the procedures themselves. */
export const openApiDocument = (places: OpenApiPlaces): Json => {
  const procedures = listProcedures(adminRouter);
  const refused = refusedResponses();
  return {
    openapi: '3.1.1',
    info: {
      title: 'The management of Cardea',
      description:
        'The procedures of the management, as HTTP requests. Each carries one JSON value: a query in its parameter `input`, a change in its body.',
      // Of the contract, which grows by additions: the version of a server is not told to everyone.
      version: '1',
    },
    servers: [{ url: places.issuer }],
    tags: areas.map((name) => ({ name })),
    paths: Object.fromEntries(
      procedures.map((procedure) => [`${ADMIN_PATH}/${procedure.path}`, operationOf(procedure, refused)]),
    ),
    components: {
      schemas: { ...Object.assign({}, ...procedures.map(schemasOf)), ...problemSchemas },
      responses: problemResponses(),
      headers: {
        RequestId: { description: 'By which the log of the server tells more.', schema: { type: 'string' } },
      },
      securitySchemes: { cardea: securityScheme(places) },
    },
  };
};
