import type { EndpointUrls } from '../engine-options.ts';
import type { ManagementPorts } from '../management/ports.ts';
import type { RemoteDocuments } from '../ports/remote-documents.ts';
import type { RemoteKeys } from '../ports/remote-keys.ts';
import type { RegistrationPolicy } from './policy.ts';

/** What registration works with. */
export interface RegistrationDependencies extends ManagementPorts {
  readonly endpoints: ManagementPorts['endpoints'] & Pick<EndpointUrls, 'registration'>;
  readonly policy: RegistrationPolicy;
  readonly documents: RemoteDocuments;
  readonly remoteKeys: RemoteKeys;
}
