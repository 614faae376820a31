import type { Measurement } from '../load/measure.ts';
import type { SelfTime } from '../profile/cpu-profile.ts';
import { byFunction, byRoom, total } from '../profile/rooms.ts';
import type { Table } from '../scenario.ts';

const FUNCTIONS_SHOWN = 12;
/** Rooms below this share are summed up in one line. */
const SMALLEST_SHARE = 0.005;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Processor time per request, shared out by room and by function. */
export function breakdownTables({ cpuPerRequest }: Measurement, times: readonly SelfTime[]): Table[] {
  const perRequest = cpuPerRequest.userUs + cpuPerRequest.systemUs;
  const sampled = times.reduce((sum, { samples }) => sum + samples, 0);
  const share = (samples: number) => samples / sampled;
  const us = (samples: number) => (share(samples) * perRequest).toFixed(1);

  const rooms = byRoom(times);
  const large = rooms.filter((room) => share(total(room)) >= SMALLEST_SHARE);
  const rest = rooms.filter((room) => !large.includes(room)).reduce((sum, room) => sum + total(room), 0);
  const roomRows = large.map((room) => [
    room.room,
    us(room.scriptSamples),
    us(room.nativeSamples),
    us(total(room)),
    percent(share(total(room))),
  ]);
  if (rest > 0) roomRows.push(['everything else', '–', '–', us(rest), percent(share(rest))]);

  const functions = byFunction(times).slice(0, FUNCTIONS_SHOWN);
  return [
    {
      columns: ['room or package', 'own code µs', 'native calls µs', 'together µs', 'share'],
      rows: [...roomRows, ['**a request**', '', '', perRequest.toFixed(1), '']],
      note: `Processor time of a request: ${cpuPerRequest.userUs.toFixed(1)} µs user and ${cpuPerRequest.systemUs.toFixed(1)} µs kernel, all threads.`,
    },
    {
      columns: ['function', 'µs', 'share'],
      rows: functions.map(({ label, samples }) => [label, us(samples), percent(share(samples))]),
    },
  ];
}
