import type { AdminClient } from '../connect/admin-client.ts';
import { instant } from '../terminal/times.ts';

export type ShownEntry = Awaited<ReturnType<AdminClient['audit']['search']['query']>>['items'][number];

const actorText = ({ actor }: ShownEntry): string =>
  [`${actor.kind} ${actor.id}`, actor.address].filter((part) => part !== undefined).join(' from ');

export const auditHeading = ['WHEN', 'WHO', 'WHAT', 'OF WHAT', 'DETAIL'] as const;

export const auditRow = (entry: ShownEntry): readonly string[] => [
  instant(entry.at) ?? '',
  actorText(entry),
  entry.action,
  entry.target,
  entry.detail === undefined ? '' : JSON.stringify(entry.detail),
];
