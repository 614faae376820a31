import { checkTable } from './check.ts';

/** What every request is checked for, and what access tokens are at the endpoints that take them. */
export const requestChecks = checkTable({
  server: {
    rule: 'The server works and takes requests',
    section: 'design D7',
    codes: ['server.stopping', 'server.issuer', 'server.database', 'server.hashing_busy', 'server.defect'],
  },
  method: {
    rule: 'The address and the method are those of an endpoint',
    section: 'RFC 9110 §15.5.6',
    codes: ['request.path_unknown', 'request.method', 'request.query_too_large'],
  },
  form: {
    rule: 'The request is complete and well-formed, and names no parameter twice',
    section: 'RFC 6749 §3.1, §3.2',
    codes: [
      'request.content_type',
      'request.too_large',
      'request.body_slow',
      'request.length_malformed',
      'request.body_incomplete',
      'request.form_malformed',
      'request.json_malformed',
      'request.parameter_repeated',
      'request.too_many_parameters',
    ],
  },
  parameters: {
    rule: 'The parameters that are needed are there and can be read',
    section: 'RFC 6749 §5.2',
    codes: ['request.parameter_missing', 'request.parameter_invalid'],
  },
  bearerPresented: {
    rule: 'One access token is presented, in a place meant for it',
    section: 'RFC 6750 §2',
    codes: ['request.token_in_query', 'request.two_tokens', 'token.missing'],
  },
  bearerKnown: {
    rule: 'The access token is one of this issuer',
    section: 'RFC 6750 §3.1',
    codes: ['token.malformed', 'token.type', 'token.signature', 'token.issuer', 'token.unknown', 'token.bound'],
  },
  bearerLive: {
    rule: 'The access token has neither ended nor been revoked',
    section: 'RFC 6750 §3.1',
    codes: ['token.revoked', 'token.expired'],
  },
  bearerAllows: {
    rule: 'The access token is for this API, has its scope, and comes of the sign-in that it asks for',
    section: 'RFC 6750 §3.1',
    codes: ['token.audience', 'token.scope', 'token.sign_in'],
  },
  bearerProof: {
    rule: 'A token that is bound to a key comes with a proof of that key',
    section: 'RFC 9449 §7.1',
    codes: ['token.not_bound', 'token.proof_missing', 'token.proof', 'token.proof_nonce', 'token.other_key'],
  },
});
