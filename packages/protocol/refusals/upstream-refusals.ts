import { rows } from './row.ts';

const notTrusted = {
  error: 'access_denied',
  status: 400,
  description: 'The answer of the identity provider cannot be trusted',
} as const;

/** Somebody could not be signed in by an identity provider, or not link their account to it. */
export const upstreamRefusals = rows({
  'upstream.provider': {
    error: 'invalid_request',
    status: 404,
    description: 'There is no such identity provider',
    section: 'Design §1',
    mend: 'It is not registered or switched off; see: cardea providers ls',
  },
  'upstream.attempt': {
    error: 'invalid_request',
    description: 'The page has expired or belongs to another browser',
    section: 'RFC 6749 §10.12',
    mend: 'The state is unknown, used, expired, or of another provider. The person starts again from the application.',
  },
  'upstream.other_browser': {
    error: 'invalid_request',
    status: 403,
    description: 'The page has expired or belongs to another browser',
    section: 'RFC 6749 §10.12',
    mend: 'The answer came back in another browser than the one that was sent to the provider.',
  },
  'upstream.answer': {
    error: 'invalid_request',
    description: 'The answer of the identity provider cannot be understood',
    section: 'RFC 6749 §4.1.2',
    mend: 'It has neither a code nor an error; ask the people who run the provider.',
  },
  'upstream.issuer': {
    ...notTrusted,
    section: 'RFC 9207 §2.4',
    mend: 'The answer names another issuer than the provider that was asked, or none although it promises to: a mix-up attack, or a wrong issuer in cardea providers.',
  },
  'upstream.unavailable': {
    error: 'temporarily_unavailable',
    description: 'The identity provider does not answer',
    section: 'Design D7',
    mend: 'Look at it with: cardea providers test ID',
  },
  'upstream.denied': {
    error: 'access_denied',
    status: 400,
    description: 'The identity provider did not sign the person in',
    section: 'RFC 6749 §4.1.2.1',
    mend: 'The person said no there, or may not use this client there.',
  },
  'upstream.failed': {
    error: 'access_denied',
    status: 400,
    description: 'The identity provider answered with an error',
    section: 'RFC 6749 §4.1.2.1',
    mend: 'The details have its error; compare client id, redirect URI and scopes with what is registered there.',
  },
  'upstream.code_refused': {
    error: 'access_denied',
    status: 400,
    description: 'The identity provider answered with an error',
    section: 'RFC 6749 §5.2',
    mend: 'The details have its error; invalid_client means that the client secret or the method is wrong: cardea providers mod ID',
  },
  'upstream.id_token': {
    ...notTrusted,
    section: 'OpenID Connect Core §3.1.3.7',
    mend: 'The details have the rule that the ID token breaks.',
  },
  'upstream.userinfo': {
    ...notTrusted,
    section: 'OpenID Connect Core §5.3.2',
    mend: 'The userinfo endpoint described nobody, or somebody else than the ID token.',
  },
  'upstream.stale': {
    error: 'access_denied',
    status: 400,
    description: 'The identity provider did not confirm a fresh sign-in',
    section: 'OpenID Connect Core §3.1.2.1',
    mend: 'The application asks for a fresh sign-in; the provider has no auth_time or an old one. Signing in another way works.',
  },
  'upstream.not_admitted': {
    error: 'access_denied',
    status: 400,
    description: 'This account may not be used here',
    section: 'Design §1',
    mend: 'It is of none of the domains that the provider is registered for: cardea providers show ID',
  },
  'upstream.account_exists': {
    error: 'access_denied',
    status: 400,
    description: 'An account of this name or e-mail address exists already',
    section: 'RFC 9700 §2.6',
    mend: 'The person signs in with their password and links the provider on their account page; or match by e-mail address: cardea providers mod ID',
  },
  'upstream.no_account': {
    error: 'access_denied',
    status: 400,
    description: 'Nobody here is linked to this account',
    section: 'Design §1',
    mend: 'The provider creates no accounts: register the person with cardea users add, or: cardea providers mod ID --on-no-match create',
  },
  'upstream.inactive': {
    error: 'access_denied',
    status: 400,
    description: 'This account may not be used here',
    section: 'Design D12',
    mend: 'The account is locked or disabled: cardea users mod ID --enable',
  },
  'upstream.deleting': {
    error: 'access_denied',
    status: 400,
    description: 'This account is being deleted',
    section: 'Design D12',
    mend: 'The person ended the account and may keep it by signing in with their password; or: cardea users mod ID --enable',
  },
  'upstream.linked_elsewhere': {
    error: 'access_denied',
    status: 400,
    description: 'This account is linked already',
    section: 'Design D5',
    mend: 'One account has one link to a provider, and one person there is one account here. Unlink it first.',
  },
  'upstream.last_way': {
    error: 'access_denied',
    status: 400,
    description: 'The last way to sign in cannot be taken away',
    section: 'OWASP ASVS 6.4',
    mend: 'The person sets a password first, or an operator unlinks it: cardea users unlink USER PROVIDER',
  },
});
