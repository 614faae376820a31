import type { Client } from '@cardea/core';
import { localized } from '../flow/application-name.ts';

/** The application that asks, as a person can judge it. */
export interface AskingClient {
  readonly name: string;
  /** What the person looks at, and nothing else, is what they agree to. */
  readonly version: number;
  /** Where nobody vouches for it: that it registered itself, or the host at which it describes itself. */
  readonly unknown: { readonly host: string | undefined } | undefined;
  /** Whether any program on the device could pretend to be it (RFC 8252 §8.6). */
  readonly unproven: boolean;
  readonly policyUrl: string | undefined;
  readonly termsUrl: string | undefined;
}

export const askingClient = (
  client: Client,
  { tag, onThisDevice }: { readonly tag: string; readonly onThisDevice: boolean },
): AskingClient => ({
  name: localized(client, 'client_name', tag) ?? client.name,
  version: client.version,
  unknown:
    client.provenance === 'operator'
      ? undefined
      : { host: client.provenance === 'document' ? new URL(client.id).host : undefined },
  unproven: onThisDevice && (client.authMethod === 'none' || client.provenance !== 'operator'),
  policyUrl: localized(client, 'policy_uri', tag) ?? client.policyUri,
  termsUrl: localized(client, 'tos_uri', tag) ?? client.termsUri,
});
