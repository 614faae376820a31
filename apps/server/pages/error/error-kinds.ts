import type { Refusal, RefusalCode } from '@cardea/protocol';
import type { ErrorKind } from '../languages/messages.ts';

/** Refusals with a page of their own words; all others are told by their status. */
const kinds: Readonly<Partial<Record<RefusalCode, ErrorKind>>> = {
  'flow.unknown': 'expired',
  'flow.other_browser': 'other_browser',
  'flow.csrf': 'form',
  'console.state': 'expired',
  'link.unknown': 'link',
  'set_up.link': 'set_up',
  'upstream.attempt': 'expired',
  'upstream.other_browser': 'other_browser',
  'device.code_gone': 'expired',
  'authorize.client': 'application',
  'authorize.client_document': 'application',
  'authorize.redirect_uri': 'address',
  'authorize.redirect_uri_missing': 'address',
};

export const errorKind = ({ code, status }: Pick<Refusal, 'code' | 'status'>): ErrorKind => {
  const kind = kinds[code];
  if (kind !== undefined) return kind;
  if (status === 404) return 'not_found';
  if (status === 429) return 'too_many';
  if (status === 503) return 'busy';
  return status >= 500 ? 'defect' : 'malformed';
};
