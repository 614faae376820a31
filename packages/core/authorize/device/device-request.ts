import type { AuthorizationRequest } from '@cardea/protocol';
import type { DeviceCode } from '../../ports/device-code.ts';

/**
 * A device's request as one for the flow: it ends at our own page instead of a redirect URI, and is always agreed to by hand,
 * for whoever opened it may have been sent the code (RFC 8628 §5.4).
 */
export const deviceRequest = ({ clientId, scopes, resources }: DeviceCode, returnTo: string): AuthorizationRequest => ({
  clientId,
  redirectUri: returnTo,
  redirectUriSent: true,
  responseType: 'code',
  responseMode: 'query',
  scopes,
  resources,
  prompts: ['consent'],
  acrValues: [],
  uiLocales: [],
});
