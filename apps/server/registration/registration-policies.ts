import type { DocumentPolicy, RegistrationPolicy } from '@cardea/core';
import { isLoopbackHost } from '../config/loopback.ts';
import type { Settings } from '../config/settings-table.ts';

/** What clients that register themselves may be. */
export const registrationPolicy = (settings: Settings): RegistrationPolicy => ({
  get mode() {
    return settings.registration;
  },
  limit: {
    name: 'registration',
    burst: settings.registrationBurst,
    intervalSeconds: settings.registrationIntervalSeconds,
  },
  scopes: settings.registrationScopes,
  publishers: new Map(settings.softwarePublishers),
  requireStatement: settings.requireSoftwareStatement,
  unusedSeconds: settings.unusedClientSeconds,
});

/** Whether documents of this very machine are followed: nobody else can make this server look at itself then. */
const allowsLoopback = ({ mode, host }: Settings): boolean => mode === 'development' && isLoopbackHost(host);

/** Hosts from which documents come although they are not on the public internet. */
export const documentHosts = (settings: Settings): readonly string[] => [
  ...settings.allowedPrivateJwksHosts,
  ...(allowsLoopback(settings) ? ['localhost', '127.0.0.1', '::1'] : []),
];

/** One network alone must not use up what is fetched from a host, or it would shut out the clients of that host. */
const NETWORKS_PER_HOST = 10;

/** Which documents of clients are followed. */
export const documentPolicy = (settings: Settings): DocumentPolicy => {
  const { clientDocumentBurst: burst, clientDocumentIntervalSeconds: intervalSeconds } = settings;
  return {
    isOn: settings.clientDocuments,
    allowLoopback: allowsLoopback(settings),
    allowedHosts: settings.clientDocumentHosts,
    deniedHosts: settings.clientDocumentDeniedHosts,
    minSeconds: settings.clientDocumentMinSeconds,
    maxSeconds: settings.clientDocumentMaxSeconds,
    networkLimit: { name: 'client_documents', burst, intervalSeconds },
    hostLimit: {
      name: 'client_document_host',
      burst: burst * NETWORKS_PER_HOST,
      intervalSeconds: intervalSeconds / NETWORKS_PER_HOST,
    },
  };
};
