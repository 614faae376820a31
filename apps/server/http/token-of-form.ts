import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { isFormRequest } from './read-parameters.ts';

/**
 * The request with the token of its form in the header, where the guard looks for it (RFC 6750 §2.2). A token may come
 * by one way only, and never by GET.
 */
export const withTokenOfForm = async (
  request: Request,
  { readParameters }: Pick<Cardea, 'readParameters'>,
): Promise<Request | Refusal> => {
  if (request.method !== 'POST' || !isFormRequest(request)) return request;
  const parameters = await readParameters(request);
  if (isRefusal(parameters)) return parameters;
  const headers = new Headers(request.headers);
  const token = parameters.get('access_token');
  if (token !== undefined) {
    if (headers.has('authorization') || headers.has('x-auth-token')) return refuse('request.two_tokens');
    headers.set('authorization', `Bearer ${/^[\x21-\x7e]+$/.test(token) ? token : ''}`);
  }
  return new Request(request.url, { headers });
};
