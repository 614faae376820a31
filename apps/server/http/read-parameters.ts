import {
  isRefusal,
  type Parameters,
  parseForm,
  parseJsonObject,
  parseJsonParameters,
  type Refusal,
  refuse,
} from '@cardea/protocol';
import { BodyPatience } from './body-patience.ts';
import { readBody } from './read-body.ts';

const MAX_QUERY_CHARS = 8 * 1024; // Design D6
const MAX_OAUTH_BODY_BYTES = 64 * 1024; // Design D6
const FORM = 'application/x-www-form-urlencoded';

const parsers: Readonly<Record<string, (text: string) => Parameters | Refusal>> = {
  [FORM]: parseForm,
  'application/json': parseJsonParameters,
};

const mediaType = (header: string | null): string => (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** Reads the parameters of one request. */
export type ReadParameters = (request: Request) => Promise<Parameters | Refusal>;

/** The parameters in the body of a POST: a form, or JSON. Those of the query are never looked at (RFC 6749 §3.2). */
export const createParameterReader = (): ReadParameters => {
  const limits = { patience: new BodyPatience(), maxBytes: MAX_OAUTH_BODY_BYTES };
  return async (request) => {
    const type = mediaType(request.headers.get('content-type'));
    const parse = Object.hasOwn(parsers, type) ? parsers[type] : undefined;
    const text = await readBody(request, limits);
    if (isRefusal(text)) return text;
    if (parse !== undefined) return parse(text);
    // A body-less POST has no type to get wrong.
    return text === '' && type === ''
      ? parseForm('')
      : refuse('request.content_type', { received: type.slice(0, 100) });
  };
};

/** Whether the body is a form, as browsers send it. */
export const isFormRequest = ({ headers }: Request): boolean => mediaType(headers.get('content-type')) === FORM;

/** The parameters of the form that a page of ours sends. JSON is none. */
export const readForm = async (request: Request, readParameters: ReadParameters): Promise<Parameters | Refusal> =>
  isFormRequest(request) ? readParameters(request) : refuse('request.content_type');

/** The parameters of the query of a GET. */
export const readQuery = ({ url }: Request): Parameters | Refusal => {
  const start = url.indexOf('?');
  const query = start === -1 ? '' : url.slice(start + 1);
  return query.length > MAX_QUERY_CHARS ? refuse('request.query_too_large') : parseForm(query);
};

/** Reads the JSON object of one request. */
export type ReadObject = (request: Request) => Promise<Readonly<Record<string, unknown>> | Refusal>;

/** The object in the body of a POST or PUT, which has no other type (RFC 7591 §3.1). */
export const createObjectReader = (): ReadObject => {
  const limits = { patience: new BodyPatience(), maxBytes: MAX_OAUTH_BODY_BYTES };
  return async (request) => {
    const type = mediaType(request.headers.get('content-type'));
    const text = await readBody(request, limits);
    if (isRefusal(text)) return text;
    return type === 'application/json'
      ? parseJsonObject(text)
      : refuse('registration.content_type', { received: type.slice(0, 100) });
  };
};
