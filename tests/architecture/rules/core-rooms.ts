import { type Import, importGraph, show } from '../import-graph.ts';
import { isTest, type Rule } from '../source-tree.ts';

const CORE = 'packages/core/';

interface Room {
  /** Rooms of core whose code it may use. */
  readonly uses: readonly string[];
  /** Rooms it may name in types. */
  readonly types?: readonly string[];
}

/** Inside core (docs/DESIGN.md §1). Files directly under packages/core join the rooms and may use all of them. */
const rooms: Readonly<Record<string, Room>> = {
  ports: { uses: [] },
  checks: { uses: [], types: ['ports'] },
  profiles: { uses: ['ports'] },
  'client-keys': { uses: ['ports'] },
  limits: { uses: ['checks', 'ports'] },
  tokens: { uses: ['accounts', 'checks', 'client-keys', 'ports', 'profiles'] },
  keys: { uses: ['checks', 'ports'] },
  issuance: { uses: ['checks', 'ports'] },
  grants: {
    uses: [
      'accounts',
      'app-passwords',
      'checks',
      'client-keys',
      'factors',
      'first-party',
      'issuance',
      'ports',
      'profiles',
      'tokens',
    ],
  },
  'client-auth': { uses: ['checks', 'client-keys', 'issuance', 'ports', 'profiles'], types: ['limits'] },
  accounts: { uses: ['checks', 'limits', 'ports'] },
  'app-passwords': { uses: ['management', 'ports', 'tokens'] },
  audit: { uses: ['ports'] },
  dpop: { uses: ['ports', 'profiles'] },
  explain: { uses: ['ports'] },
  stats: { uses: ['ports'] },
  outbox: { uses: ['ports'] },
  mail: { uses: ['accounts', 'outbox', 'ports'] },
  'account-mail': { uses: ['accounts', 'mail', 'management', 'outbox', 'ports'] },
  'set-up': { uses: ['accounts', 'management', 'ports'] },
  sessions: { uses: ['ports'] },
  factors: { uses: ['limits', 'mail', 'ports'] },
  authorize: {
    uses: [
      'accounts',
      'checks',
      'client-keys',
      'factors',
      'issuance',
      'limits',
      'linking',
      'ports',
      'profiles',
      'sessions',
      'tokens',
      'upstream',
    ],
  },
  'self-service': {
    uses: [
      'accounts',
      'app-passwords',
      'checks',
      'factors',
      'issuance',
      'linking',
      'mail',
      'management',
      'ports',
      'sessions',
      'upstream',
    ],
    types: ['authorize'],
  },
  logout: { uses: ['accounts', 'issuance', 'outbox', 'ports', 'sessions', 'tokens'], types: ['authorize'] },
  'first-party': {
    uses: ['accounts', 'app-passwords', 'factors', 'issuance', 'limits', 'ports', 'sessions', 'tokens'],
  },
  discovery: { uses: ['authorize', 'checks', 'client-auth', 'client-keys', 'grants', 'issuance', 'ports', 'profiles'] },
  endpoints: {
    uses: ['authorize', 'checks', 'client-auth', 'dpop', 'grants', 'issuance', 'limits', 'ports', 'tokens'],
  },
  management: {
    uses: [
      'app-passwords',
      'accounts',
      'audit',
      'checks',
      'client-auth',
      'client-keys',
      'explain',
      'grants',
      'issuance',
      'keys',
      'mail',
      'outbox',
      'ports',
      'profiles',
      'sessions',
      'stats',
      'tokens',
      'upstream',
    ],
  },
  registration: { uses: ['checks', 'client-auth', 'limits', 'management', 'ports'], types: ['profiles'] },
  upstream: { uses: ['accounts', 'checks', 'ports'] },
  linking: { uses: ['accounts', 'management', 'ports', 'sessions', 'upstream'], types: ['authorize'] },
};

/** Types that prove or configure something and that every room may name: they bring no code with them. */
const COMMON_TYPES: readonly string[] = ['engine-options.ts', 'client-auth/authenticated-client.ts'];

const roomOf = (path: string): string | undefined => {
  const inside = path.slice(CORE.length);
  return inside.includes('/') ? inside.slice(0, inside.indexOf('/')) : undefined;
};

const mayUse = ({ from, to = '', typeOnly }: Import): boolean => {
  const home = roomOf(from);
  if (home === undefined) return true;
  if (typeOnly && COMMON_TYPES.includes(to.slice(CORE.length))) return true;
  const target = roomOf(to);
  if (target === undefined) return false;
  const room = rooms[home];
  return (
    target === home || room?.uses.includes(target) === true || (typeOnly && room?.types?.includes(target) === true)
  );
};

const insideCore = ({ from, to }: Import): boolean =>
  from.startsWith(CORE) && to?.startsWith(CORE) === true && !isTest(from);

export const coreRooms: Rule = (tree) => {
  const unknown = new Set([...tree.keys()].filter((path) => path.startsWith(CORE)).map(roomOf));
  return [
    ...[...unknown]
      .filter((room) => room !== undefined && rooms[room] === undefined)
      .map((room) => `packages/core/${room} has no row in the table of rooms`),
    ...importGraph(tree)
      .filter((found) => insideCore(found) && !mayUse(found))
      .map(show),
  ];
};

/** A grant knows no other grant, a method of client authentication no other method: only the registry knows them all. */
export const registriesAlone: Rule = (tree) => {
  const graph = importGraph(tree).filter(insideCore);
  return ['grants', 'client-auth'].flatMap((room) => {
    const registry = `${CORE}${room}/registry.ts`;
    const entries = new Set(graph.filter(({ from, typeOnly }) => from === registry && !typeOnly).map(({ to }) => to));
    return graph.filter(({ from, to }) => from !== registry && entries.has(to)).map(show);
  });
};
