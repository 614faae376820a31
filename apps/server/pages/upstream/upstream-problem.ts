import type { Refusal, RefusalCode } from '@cardea/protocol';
import type { UpstreamProblemKind } from '../languages/messages.ts';

/** What went wrong at a provider, as a page says it. */
export interface UpstreamProblem {
  readonly kind: UpstreamProblemKind;
  /** Its name. */
  readonly provider: string;
}

/** Whoever is locked here learns what whoever may not come here learns. */
const kinds: Readonly<Partial<Record<RefusalCode, UpstreamProblemKind>>> = {
  'upstream.provider': 'unavailable',
  'upstream.unavailable': 'unavailable',
  'upstream.denied': 'denied',
  'upstream.failed': 'failed',
  'upstream.code_refused': 'failed',
  'upstream.answer': 'failed',
  'upstream.issuer': 'untrusted',
  'upstream.id_token': 'untrusted',
  'upstream.userinfo': 'untrusted',
  'upstream.stale': 'stale',
  'upstream.not_admitted': 'not_admitted',
  'upstream.inactive': 'not_admitted',
  'login.inactive': 'not_admitted',
  'upstream.deleting': 'deleting',
  'upstream.account_exists': 'account_exists',
  'upstream.no_account': 'no_account',
  'upstream.linked_elsewhere': 'linked_elsewhere',
  'upstream.last_way': 'last_way',
  'upstream.attempt': 'expired',
};

/** Undefined for a refusal that has nothing to do with a provider. */
export const upstreamProblem = ({ code }: Refusal, provider: string): UpstreamProblem | undefined => {
  const kind = kinds[code];
  return kind && { kind, provider };
};
