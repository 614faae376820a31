import { rows } from './row.ts';

/** The message itself is malformed, before anyone asks who sent it. */
export const requestRefusals = rows({
  'request.method': {
    error: 'invalid_request',
    status: 405,
    description: 'This endpoint does not accept that HTTP method',
    section: 'RFC 6749 §3.2',
    mend: 'Send the request with a method named in the Allow header.',
  },
  'request.content_type': {
    error: 'invalid_request',
    status: 415,
    description: 'The body must be application/x-www-form-urlencoded or application/json',
    section: 'RFC 6749 §3.2',
    mend: 'Set the Content-Type header to application/x-www-form-urlencoded.',
  },
  'request.too_large': {
    error: 'invalid_request',
    status: 413,
    description: 'The request body is too large',
    section: 'Design D6',
    mend: 'OAuth requests are limited to 64 KiB.',
  },
  'request.query_too_large': {
    error: 'invalid_request',
    status: 414,
    description: 'The query is too long',
    section: 'Design D6',
    mend: 'Queries are limited to 8 KiB. Send the parameters in the body of a POST.',
  },
  'request.body_slow': {
    error: 'invalid_request',
    status: 408,
    description: 'The request body did not arrive in time',
    section: 'RFC 9110 §15.5.9',
    mend: 'The client sent its body too slowly; look at its network.',
  },
  'request.length_malformed': {
    error: 'invalid_request',
    description: 'The Content-Length header is malformed',
    section: 'RFC 9110 §8.6',
    mend: 'The client or a proxy sent more than one length for one body.',
  },
  'request.body_incomplete': {
    error: 'invalid_request',
    description: 'The request body is incomplete',
    section: 'RFC 9112 §8',
    mend: 'The client or a proxy broke the connection off, or sent malformed chunks.',
  },
  'request.form_malformed': {
    error: 'invalid_request',
    description: 'The body is not a well-formed form',
    section: 'RFC 6749 appendix B',
    mend: 'Percent-encode the parameters as UTF-8, without control characters.',
  },
  'request.json_malformed': {
    error: 'invalid_request',
    description: 'The body is not a well-formed JSON object of parameters',
    section: 'RFC 8259',
    mend: 'Send one flat JSON object; values are strings, numbers or booleans, arrays only for resource and audience.',
  },
  'request.parameter_repeated': {
    error: 'invalid_request',
    description: 'A parameter is included more than once',
    section: 'RFC 6749 §3.2',
    mend: 'Send each parameter once; only resource and audience may be repeated.',
  },
  'request.too_many_parameters': {
    error: 'invalid_request',
    description: 'The request has too many parameters',
    section: 'Design D6',
    mend: 'Send fewer parameters.',
  },
  'request.parameter_missing': {
    error: 'invalid_request',
    description: 'A required parameter is missing',
    section: 'RFC 6749 §5.2',
    mend: 'Add the parameter named in the details.',
  },
  'request.parameter_invalid': {
    error: 'invalid_request',
    description: 'A parameter has an invalid value',
    section: 'RFC 6749 §5.2',
    mend: 'Correct the parameter named in the details.',
  },
  'request.token_in_query': {
    error: 'invalid_request',
    description: 'Access tokens are not accepted in the query',
    section: 'RFC 9700 §4.3.2',
    mend: 'Send the token in the Authorization header.',
  },
  'request.two_tokens': {
    error: 'invalid_request',
    description: 'The request carries more than one access token',
    section: 'RFC 6750 §2',
    mend: 'Send the token by one method only.',
  },
  'request.path_unknown': {
    error: 'not_found',
    description: 'There is nothing at this path',
    section: 'RFC 9110 §15.5.5',
    mend: 'The endpoints are listed in /.well-known/oauth-authorization-server.',
  },
});
