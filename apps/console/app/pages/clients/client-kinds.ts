import type { ClientView } from '../../api/api.ts';

/** Of Cardea itself: kept as it must be. */
export const isBuiltIn = ({ id }: Pick<ClientView, 'id'>): boolean => id === 'cardea-console';

/** What a client is, in a word or two. */
export const kindOf = (client: ClientView): string => {
  const { grantTypes, authMethod, applicationType } = client;
  if (isBuiltIn(client)) return 'Cardea itself';
  const signsIn = grantTypes.includes('authorization_code') || grantTypes.includes('implicit');
  if (signsIn && applicationType === 'native') return 'native app';
  if (signsIn) return authMethod === 'none' ? 'single-page app' : 'web app';
  if (grantTypes.some((type) => type.endsWith('device_code'))) return 'device';
  if (grantTypes.includes('password')) return 'old program';
  if (
    grantTypes.includes('client_credentials') ||
    grantTypes.some((type) => /:(token-exchange|jwt-bearer)$/.test(type))
  )
    return 'service';
  return grantTypes.length === 0 ? 'resource server' : 'client';
};
