import type { AdminClient } from '../connect/admin-client.ts';
import { instant } from '../terminal/times.ts';

export type ShownKey = Awaited<ReturnType<AdminClient['keys']['list']['query']>>['items'][number];

export const keyJson = (key: ShownKey): Readonly<Record<string, unknown>> => ({
  kid: key.id,
  alg: key.algorithm,
  state: key.state,
  created_at: key.createdAt,
  active_from: key.activeFrom,
  remove_at: key.removeAt,
  revoked_at: key.revokedAt,
});

export const keyHeading = ['KID', 'ALGORITHM', 'STATE', 'SIGNS FROM', 'GONE BY'];

export const keyRow = (key: ShownKey): readonly string[] => [
  key.id,
  key.algorithm,
  key.state,
  instant(key.activeFrom) ?? '',
  instant(key.revokedAt ?? key.removeAt) ?? '',
];
