import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { join } from 'node:path';
import { grantTypesOf, profiles } from '@cardea/core';
import { REPOSITORY } from '../../harness/command-line.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const GUIDES = join(REPOSITORY, 'docs/guides');
const types = grantTypesOf(profiles.oauth21);
const shortOf = (type: string): string => type.split(':').at(-1) ?? type;

let cardea: RunningCardea;
beforeAll(async () => {
  cardea = await startCardea({});
});
afterAll(() => cardea.stop());

describe('every grant', () => {
  test('is named by the help of clients add, and registered by its short name', async () => {
    const { stdout: help } = await cardea.cli(['clients', 'add', '--help']);
    for (const type of types) expect(help).toContain(shortOf(type));
    const added = await cardea.cli([
      ...['clients', 'add', '--name', 'All', '--id', 'all', '--redirect-uri', 'https://app.example/cb', '--json'],
      ...types.flatMap((type) => ['--grant', shortOf(type)]),
      ...['--may-act', 'gateway'],
    ]);
    expect(added.json()).toMatchObject({ grant_types: types, may_act: 'gateway' });
    expect((await cardea.cli(['clients', 'show', 'all'])).stdout).toMatch(/lets act\s+gateway/);
    const words = ['clients', 'mod', 'all', '--may-act', 'anyone', '--grant', 'client_credentials', '--json'];
    const changed = (await cardea.cli(words)).json<object>();
    expect(changed).not.toContainKey('may_act');
    expect(changed).toMatchObject({ grant_types: ['client_credentials'] });
  });

  test('has a guide that registers a client for it', async () => {
    const files = [...new Bun.Glob('*.md').scanSync(GUIDES)];
    const texts = await Promise.all(files.map((file) => Bun.file(join(GUIDES, file)).text()));
    // What the front channel gives is told of, and recommended to nobody
    const missing = types.filter(
      (type) => type !== 'implicit' && !texts.some((text) => text.includes(`--grant ${shortOf(type)}`)),
    );
    expect(missing).toEqual([]);
  });
});
