import { describe, expect, test } from 'bun:test';
import { resolve } from 'node:path';
import { adaptersSeePorts } from './rules/adapters.ts';
import { coreRooms, registriesAlone } from './rules/core-rooms.ts';
import { noCycles } from './rules/cycles.ts';
import { environmentInOneFile } from './rules/environment.ts';
import { foldersSayWhat, kebabCaseFiles, noDefaultExports, noLongFiles } from './rules/files.ts';
import { noModuleState } from './rules/module-state.ts';
import { packageDirection, testsStayOutside } from './rules/package-direction.ts';
import { noBarrels, noDeepImports } from './rules/package-doors.ts';
import { type Rule, readSourceTree, treeOf } from './source-tree.ts';

type Files = Readonly<Record<string, string>>;

interface RuleCase {
  readonly rule: Rule;
  /** Each of these breaks the rule once, and so proves that it can fail. */
  readonly breaks: readonly Files[];
  /** Looks alike and is allowed. */
  readonly holds: readonly Files[];
}

const coreIndex = {
  'packages/core/index.ts':
    "export { createServer, type Server } from './server.ts';\nexport type * from './ports/client.ts';\n",
};
const registry = {
  'packages/core/grants/registry.ts':
    "import { a } from './a.ts';\nimport { b } from './b.ts';\nimport type { Grant } from './grant.ts';",
  'packages/core/grants/grant.ts': '',
  'packages/core/grants/b.ts': '',
};

const cases: Readonly<Record<string, RuleCase>> = {
  'packages import in one direction': {
    rule: packageDirection,
    breaks: [
      { 'packages/protocol/a.ts': "import { b } from '@cardea/core';" },
      { 'packages/core/a.ts': "import type { B } from '@cardea/db';" },
      { 'packages/core/a.ts': "import {\n  a,\n  type B,\n} from '@cardea/crypto';" },
      { 'packages/core/a.ts': "export * from '@cardea/outbound';" },
      { 'packages/core/a.ts': "const load = () => import('@cardea/db');" },
      { 'packages/core/a.ts': "type B = import('@cardea/db').B;" },
      { 'packages/db/a.ts': "import { b } from '@cardea/crypto';" },
      { 'packages/resource/a.ts': "import { b } from '@cardea/core';" },
      { 'packages/db/a.ts': "import { b } from '@cardea/testkit';" },
      { 'packages/db/a.test.ts': "import { b } from '@cardea/crypto';" },
      { 'apps/admin/a.ts': "import { b } from '@cardea/db';" },
      { 'apps/server/a.ts': "import { b } from '@cardea/cli';" },
      { 'packages/stranger/a.ts': "import { b } from '@cardea/core';" },
    ],
    holds: [
      { 'packages/core/a.ts': "import { b } from '@cardea/protocol';\n// import { c } from '@cardea/db';" },
      { 'packages/core/a.ts': "const text = `\n  import { c } from '@cardea/db';\n`;" },
      { 'packages/db/a.test.ts': "import { b } from '@cardea/testkit';" },
      { 'apps/admin/tests/a.ts': "import { b } from '@cardea/crypto';" },
      { 'tests/e2e/a.test.ts': "import { b } from '@cardea/db';" },
    ],
  },
  'what exists for tests alone stays out of what is run': {
    rule: testsStayOutside,
    breaks: [
      { 'packages/resource/guard/a.ts': "import { b } from '../testing/b.ts';" },
      { 'packages/core/a.ts': "import { b } from './b.test.ts';" },
    ],
    holds: [{ 'packages/resource/guard/a.test.ts': "import { b } from '../testing/b.ts';" }],
  },
  'a package is entered by its name alone': {
    rule: noDeepImports,
    breaks: [
      { 'apps/server/a.ts': "import { b } from '@cardea/core/grants/registry.ts';" },
      { 'apps/server/a.ts': "import { b } from '../../packages/core/index.ts';" },
      { 'tests/e2e/a.test.ts': "import type { B } from '../../packages/core/ports/client.ts';" },
    ],
    holds: [{ 'packages/core/a/b.ts': "import { c } from '../c.ts';\nimport { d } from '@cardea/protocol';" }],
  },
  'a package has one door': {
    rule: noBarrels,
    breaks: [{ 'packages/core/grants/index.ts': '' }, { 'packages/core/grants/all.ts': "export * from './a.ts';" }],
    holds: [{ 'packages/core/index.ts': "export * from './ports/client.ts';" }],
  },
  'the rooms of core know only what they are built on': {
    rule: coreRooms,
    breaks: [
      { 'packages/core/grants/a.ts': "import { b } from '../client-auth/b.ts';" },
      { 'packages/core/grants/a.ts': "import { b } from '../management/b.ts';" },
      { 'packages/core/client-auth/a.ts': "import { b } from '../grants/b.ts';" },
      { 'packages/core/checks/a.ts': "import { b } from '../ports/b.ts';" },
      { 'packages/core/checks/a.ts': "import type { B } from '../issuance/b.ts';" },
      { 'packages/core/ports/a.ts': "import type { B } from '../checks/b.ts';" },
      { 'packages/core/issuance/a.ts': "import { B } from '../client-auth/authenticated-client.ts';" },
      { 'packages/core/grants/a.ts': "import { b } from '../create-authorization-server.ts';" },
      { 'packages/core/attic/a.ts': '' },
    ],
    holds: [
      { 'packages/core/grants/a.ts': "import { b } from '../checks/b.ts';\nimport { c } from '../issuance/c.ts';" },
      { 'packages/core/checks/a.ts': "import type { B } from '../ports/b.ts';" },
      { 'packages/core/issuance/a.ts': "import type { B } from '../client-auth/authenticated-client.ts';" },
      { 'packages/core/create-authorization-server.ts': "import { b } from './management/b.ts';" },
    ],
  },
  'a grant knows no other grant': {
    rule: registriesAlone,
    breaks: [{ ...registry, 'packages/core/grants/a.ts': "import { b } from './b.ts';" }],
    holds: [{ ...registry, 'packages/core/grants/a.ts': "import type { Grant } from './grant.ts';" }],
  },
  'implementations of ports see only the ports of core': {
    rule: adaptersSeePorts,
    breaks: [
      { ...coreIndex, 'packages/db/a.ts': "import { createServer } from '@cardea/core';" },
      { ...coreIndex, 'packages/crypto/a.ts': "import type { Client, Server } from '@cardea/core';" },
      { 'packages/core/index.ts': "export * from './grants/registry.ts';" },
    ],
    holds: [{ ...coreIndex, 'packages/db/a.ts': "import type { Client } from '@cardea/core';" }],
  },
  'no file reaches itself by its imports': {
    rule: noCycles,
    breaks: [
      { 'packages/a/a.ts': "import { b } from './b.ts';", 'packages/a/b.ts': "import type { A } from './a.ts';" },
      { 'packages/a/a.ts': "import { a } from './a.ts';" },
    ],
    holds: [
      {
        'packages/a/a.ts': "import { b } from './b.ts';\nimport { c } from './c.ts';",
        'packages/a/b.ts': "import { c } from './c.ts';",
        'packages/a/c.ts': '',
      },
    ],
  },
  'the environment is read in one file of an app': {
    rule: environmentInOneFile,
    breaks: [
      { 'packages/core/a.ts': 'export const a = process.env.CARDEA_A;' },
      { 'apps/server/a.ts': "export const a = Bun.env['CARDEA_A'];" },
      { 'apps/server/a.ts': 'const { env } = process;\nexport const a = env.CARDEA_A;' },
      { 'apps/server/a.ts': "import { env } from 'node:process';\nexport const a = env.CARDEA_A;" },
      { 'packages/core/config/environment.ts': 'export const a = process.env.CARDEA_A;' },
    ],
    holds: [
      { 'apps/server/config/environment.ts': 'export const environment = process.env;' },
      { 'apps/server/a.ts': '// process.env is read elsewhere\nexport const env = 1;' },
      { 'apps/server/a.test.ts': 'process.env.CARDEA_A = "";' },
    ],
  },
  'no state at the level of a module': {
    rule: noModuleState,
    breaks: [
      { 'packages/core/a.ts': 'let count = 0;' },
      { 'packages/core/a.ts': 'export const seen = new Set<string>();' },
      { 'packages/core/a.ts': 'const seen: Map<string, string> = new Map();' },
      { 'packages/core/a.ts': 'const queue: string[] = [];' },
      { 'apps/server/a.ts': 'export let server: Server | undefined;' },
    ],
    holds: [
      { 'packages/core/a.ts': "const known: ReadonlySet<string> = new Set(['a']);" },
      { 'packages/core/a.ts': 'const f = () => {\n  let count = 0;\n  const seen = new Set();\n};' },
      { 'packages/core/a.test.ts': 'let count = 0;' },
    ],
  },
  'exports have names': {
    rule: noDefaultExports,
    breaks: [
      { 'packages/core/a.ts': 'export default 1;' },
      { 'packages/core/a.ts': 'const a = 1;\nexport { a as default };' },
    ],
    holds: [{ 'packages/db/drizzle.config.ts': 'export default {};' }, { 'packages/core/a.ts': 'export const a = 1;' }],
  },
  'no file is longer than 300 lines': {
    rule: noLongFiles,
    breaks: [{ 'packages/core/a.ts': 'f();\n'.repeat(301) }],
    holds: [
      { 'packages/core/a.ts': 'f();\n'.repeat(300) },
      { 'packages/core/a.test.ts': 'f();\n'.repeat(301) },
      { 'packages/db/migrations/a.ts': 'f();\n'.repeat(301) },
    ],
  },
  'a folder says what it is about': {
    rule: foldersSayWhat,
    breaks: [
      { 'packages/core/utils/a.ts': '' },
      { 'apps/server/src/a.ts': '' },
      { 'apps/server/http/helpers/a.ts': '' },
    ],
    holds: [{ 'packages/core/checks/utils.ts': '' }],
  },
  'files are named in kebab-case': {
    rule: kebabCaseFiles,
    breaks: [{ 'packages/core/fooBar.ts': '' }, { 'packages/core/Foo.ts': '' }, { 'packages/core/foo_bar.ts': '' }],
    holds: [{ 'packages/core/foo-bar.test.ts': '' }, { 'packages/db/migrations/0000_first.ts': '' }],
  },
};

const real = await readSourceTree(resolve(import.meta.dir, '..', '..'));

describe.each(Object.entries(cases))('%s', (_, { rule, breaks, holds }) => {
  test('here', () => {
    expect(rule(real)).toEqual([]);
  });

  test('seen to fail', () => {
    for (const files of breaks) expect({ files, found: rule(treeOf(files)).length }).toEqual({ files, found: 1 });
  });

  test('seen to let pass what is allowed', () => {
    for (const files of holds) expect({ files, found: rule(treeOf(files)) }).toEqual({ files, found: [] });
  });
});

test('the tree that is judged is the real one', () => {
  expect(real.size).toBeGreaterThan(100);
  expect(real.has('packages/core/index.ts')).toBe(true);
});
