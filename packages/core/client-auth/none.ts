import { clientAuthMethod } from './method.ts';

/** A public client only names itself (RFC 6749 §2.1); what it may do is decided by the grant. */
export const none = clientAuthMethod({
  name: 'none',
  presentedAs: 'public',
  prove: async () => ({ credentialId: 'none' }),
});
