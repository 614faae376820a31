import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A node of a `.cpuprofile`, the call tree that Bun and V8 write. */
interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  /** Microseconds since 1970. */
  readonly startTime: number;
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
}

/** How often a function itself was met, under the nearest caller that has a source file. */
export interface SelfTime {
  readonly functionName: string;
  /** Source of the function; empty for native code. */
  readonly url: string;
  readonly line: number;
  /** Source of the nearest caller with a source, or of the function itself. */
  readonly ownerUrl: string;
  readonly samples: number;
}

/** The profile that a process wrote into the folder when it ended. */
export async function readProfile(folder: string): Promise<Profile> {
  const name = readdirSync(folder).find((entry) => entry.endsWith('.cpuprofile'));
  if (!name) throw new Error('Cardea left no profile: it did not end by itself on SIGTERM.');
  return (await Bun.file(join(folder, name)).json()) as Profile;
}

function owners(nodes: readonly ProfileNode[]): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = new Map<number, string>();
  const visit = (node: ProfileNode, inherited: string): void => {
    const owner = node.callFrame.url || inherited;
    found.set(node.id, owner);
    for (const child of node.children ?? []) {
      const next = byId.get(child);
      if (next && !found.has(child)) visit(next, owner);
    }
  };
  for (const node of nodes) if (!found.has(node.id)) visit(node, '');
  return found;
}

/**
 * Self times between two moments (milliseconds since 1970). Every sample counts alike: the interval before a sample is
 * long when the process had slept, and belongs to nobody.
 */
export function selfTimes(profile: Profile, fromMs: number, toMs: number): SelfTime[] {
  const self = new Map<number, number>();
  let clock = profile.startTime;
  for (const [index, id] of profile.samples.entries()) {
    clock += profile.timeDeltas[index] ?? 0;
    if (clock >= fromMs * 1000 && clock <= toMs * 1000) self.set(id, (self.get(id) ?? 0) + 1);
  }
  const ownerOf = owners(profile.nodes);
  return profile.nodes.flatMap(({ id, callFrame }) => {
    const samples = self.get(id) ?? 0;
    if (samples === 0) return [];
    const { functionName, url, lineNumber: line } = callFrame;
    return [{ functionName, url, line, ownerUrl: ownerOf.get(id) ?? '', samples }];
  });
}
