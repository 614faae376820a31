// What a server counted is told by any process on its database, also after it has stopped.
import { expect, setDefaultTimeout, test } from 'bun:test';
import { temporaryFolder } from '@cardea/testkit';
import { as, obtainToken, post } from '../../harness/oauth.ts';
import { addClient } from '../../harness/registrations.ts';
import { startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);

interface Told {
  readonly figures: { readonly clients: number; readonly liveTokens: number };
  readonly series: {
    readonly points: readonly Readonly<Record<'tokens' | 'refusals' | 'requests' | 'failures', number>>[];
    readonly byGrant: readonly { readonly label: string; readonly value: number }[];
    readonly byRefusal: readonly { readonly label: string; readonly value: number }[];
  };
}

test('a server that stops leaves nothing uncounted, and two that follow each other count together', async () => {
  using folder = temporaryFolder();
  const options = { dataDir: folder.path, env: { CARDEA_DEMO: 'false' } };
  const told = async (cardea: Awaited<ReturnType<typeof startCardea>>): Promise<Told> =>
    JSON.parse((await cardea.cli(['stats', '--by', 'day', '--last', '2', '--json'])).stdout);

  const first = await startCardea(options);
  const client = await addClient(first, { name: 'Reports', scope: 'read' });
  await obtainToken(first, client);
  await obtainToken(first, client);
  expect((await post(first.endpoint('token'), { grant_type: 'urn:example:none' }, as(client))).status).toBe(400);
  expect(await first.stop()).toBe(0);

  const second = await startCardea(options);
  await obtainToken(second, client);
  expect(await second.stop()).toBe(0);

  const { figures, series } = await told(second);
  expect(figures).toMatchObject({ clients: 1, liveTokens: 3 });
  const sum = (name: keyof Told['series']['points'][number]) =>
    series.points.reduce((total, point) => total + point[name], 0);
  expect([sum('tokens'), sum('refusals'), sum('requests'), sum('failures')]).toEqual([3, 1, 4, 0]);
  expect(series.byGrant).toEqual([{ label: 'client_credentials', value: 3 }]);
  expect(series.byRefusal).toEqual([{ label: 'grant.type_unknown', value: 1 }]);
});
