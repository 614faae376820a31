import { checkTable } from './check.ts';

/** How clients prove who they are. */
export const clientChecks = checkTable({
  attempts: {
    rule: 'There were not too many failures from this network',
    section: 'design D6',
    codes: ['server.rate_limited'],
  },
  clientNamed: {
    rule: 'The request names one client, in one way',
    section: 'RFC 6749 §2.3',
    codes: [
      'client.several_methods',
      'client.not_identified',
      'client.scheme_unknown',
      'client.basic_malformed',
      'client.assertion_type',
      'client.assertion_malformed',
      'client.ids_differ',
    ],
  },
  clientKnown: {
    rule: 'The client is registered, or its document describes it',
    section: 'RFC 6749 §2.3',
    codes: ['client.document', 'client.documents_too_many', 'client.unknown'],
  },
  clientEnabled: { rule: 'The client is enabled', section: 'RFC 6749 §5.2', codes: ['client.disabled'] },
  clientMethod: {
    rule: 'The client authenticates by the method it is registered with',
    section: 'RFC 6749 §2.3',
    codes: ['client.method_not_registered', 'client.profile'],
  },
  clientProof: {
    rule: 'The secret or the assertion proves that it is this client',
    section: 'RFC 6749 §2.3.1, RFC 7523 §3',
    codes: [
      'client.keys_unavailable',
      'client.secret_wrong',
      'client.secret_expired',
      'client.assertion_algorithm',
      'client.assertion_key',
      'client.assertion_signature',
      'client.assertion_issuer',
      'client.assertion_audience',
      'client.assertion_time',
      'client.assertion_id',
      'client.assertion_replayed',
    ],
  },
  clientRate: {
    rule: 'The client does not ask more often than it may',
    section: 'design D6',
    codes: ['server.client_rate', 'device.requests'],
  },
  proof: {
    rule: 'The proof of a key is well-formed, fresh, for this request, and not used before',
    section: 'RFC 9449 §4.3',
    codes: [
      'dpop.missing',
      'dpop.several',
      'dpop.malformed',
      'dpop.type',
      'dpop.algorithm',
      'dpop.private_key',
      'dpop.key',
      'dpop.signature',
      'dpop.method',
      'dpop.url',
      'dpop.time',
      'dpop.token_hash',
      'dpop.nonce',
      'dpop.replayed',
    ],
  },
  proofOfTheSame: {
    rule: 'The key is the one that the code, the refresh token or the request is bound to',
    section: 'RFC 9449 §5, §10',
    codes: ['dpop.other_key', 'dpop.request_key'],
  },
});
