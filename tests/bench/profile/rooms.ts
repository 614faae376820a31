import type { SelfTime } from './cpu-profile.ts';

/** Time without a JavaScript frame: Bun's HTTP server, sockets, the event loop, the garbage collector. */
export const OUTSIDE = 'outside JavaScript (HTTP, sockets, event loop, GC)';
const GENERATED = 'generated code';

/** The room of the house, the package or the built-in module that a source belongs to. */
export function roomOf(url: string): string {
  if (url === '') return OUTSIDE;
  if (/^(bun|node):/.test(url)) return url;
  const dependency = /\/node_modules\/(?!.*\/node_modules\/)((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (dependency) return dependency;
  return /\/((?:apps|packages)\/[^/]+)\//.exec(url)?.[1] ?? GENERATED;
}

export interface RoomTime {
  readonly room: string;
  readonly scriptSamples: number;
  /** Native functions called from this room: SQLite, hashing, signing, parsing. */
  readonly nativeSamples: number;
}

const isNative = ({ url, line }: SelfTime): boolean => url === '' && line < 0;

/** Self time by room, the largest first. */
export function byRoom(times: readonly SelfTime[]): RoomTime[] {
  const rooms = new Map<string, { script: number; native: number }>();
  for (const time of times) {
    const generated = time.url === '' && !isNative(time);
    const room = generated ? GENERATED : roomOf(time.ownerUrl);
    const sum = rooms.get(room) ?? { script: 0, native: 0 };
    sum[isNative(time) ? 'native' : 'script'] += time.samples;
    rooms.set(room, sum);
  }
  return [...rooms]
    .map(([room, { script, native }]) => ({ room, scriptSamples: script, nativeSamples: native }))
    .toSorted((left, right) => total(right) - total(left));
}

export const total = ({ scriptSamples, nativeSamples }: RoomTime): number => scriptSamples + nativeSamples;

export interface FunctionTime {
  readonly label: string;
  readonly samples: number;
}

/** Where a function is: its path inside the house, its package, or native with the room that calls it. */
function labelOf(time: SelfTime): string {
  const name = time.functionName || '(anonymous)';
  if (isNative(time)) {
    if (!time.functionName) return OUTSIDE;
    return time.ownerUrl ? `${name} (native, from ${roomOf(time.ownerUrl)})` : `${name} (native)`;
  }
  const inside = /\/((?:apps|packages)\/(?!.*node_modules).*)$/.exec(time.url)?.[1];
  return inside
    ? `${name} (${inside}:${time.line + 1})`
    : `${name} (${time.url === '' ? GENERATED : roomOf(time.url)})`;
}

/** Self time by function, the largest first. */
export function byFunction(times: readonly SelfTime[]): FunctionTime[] {
  const functions = new Map<string, number>();
  for (const time of times) {
    const label = labelOf(time);
    functions.set(label, (functions.get(label) ?? 0) + time.samples);
  }
  return [...functions]
    .map(([label, samples]) => ({ label, samples }))
    .toSorted((left, right) => right.samples - left.samples);
}
