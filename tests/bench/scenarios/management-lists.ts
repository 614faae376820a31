import { Database } from 'bun:sqlite';
import { join } from 'node:path';
import { median } from '../load/median.ts';
import { freePort } from '../machine/network.ts';
import type { Check, Scenario, ScenarioContext, ScenarioResult } from '../scenario.ts';
import { addClient, managementToken, spawnCardea, waitUntilCardeaReady } from '../servers/cardea-process.ts';

const CLIENTS = 10_000;
const ENTRIES = 1_000_000;
const CALLS = 41;
const AT_MOST_MS = 20;

/** What a dashboard asks for, by the label of its row. */
const calls: readonly (readonly [label: string, procedure: string, input: object])[] = [
  ['clients.list, the first hundred', 'clients.list', { limit: 100 }],
  ['clients.list, searched', 'clients.list', { limit: 100, search: 'number 77' }],
  ['audit.search, the newest hundred', 'audit.search', { limit: 100 }],
  ['audit.search, of one actor', 'audit.search', { limit: 100, actor: 'actor-7' }],
  ['audit.search, of a rare action', 'audit.search', { limit: 100, action: 'client.updated' }],
];

/** Rows like the one client that is there, and entries of the audit, in bulk. */
const fill = (file: string): void => {
  using database = new Database(file);
  const row = database.query("select group_concat(name) as names from pragma_table_info('clients')").get();
  const names = String(Reflect.get(Object(row), 'names'))
    .split(',')
    .filter((name) => !['sequence', 'id', 'name'].includes(name))
    .join(', ');
  database.run(`insert into clients (id, name, ${names})
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${CLIENTS})
    select 'filled-' || i, 'Client number ' || i, ${names} from n, (select * from clients where name = 'bench')`);
  for (const word of ["'client'", "'number'", "'filled'", 'substr(id, 8)'])
    database.run(`insert or ignore into search_words (kind, word, row, key)
      select 'client', ${word}, sequence, id from clients where id like 'filled-%'`);
  database.run(`insert into audit (at, actor, action, target)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${ENTRIES})
    select 1800000000 + i / 10, '{"kind":"client","id":"actor-' || (i % 50) || '"}',
      case when i % 5000 = 0 then 'client.updated' else 'access_token.issued' end, 'target-' || i from n`);
};

const timesOf = async (url: string, token: string): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let call = 0; call < CALLS; call++) {
    const since = performance.now();
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    const text = await response.text();
    times.push(performance.now() - since);
    if (response.status !== 200 || !text.includes('"items":[{'))
      throw new Error(`${response.status} ${text.slice(0, 200)}`);
  }
  return times;
};

const run = async ({ workshop, log }: ScenarioContext): Promise<ScenarioResult> => {
  const settings = { workshop, dataFolder: workshop.subfolder('management'), port: freePort() };
  const first = spawnCardea(settings);
  await waitUntilCardeaReady(first);
  await addClient(workshop, first, { name: 'bench' });
  const token = await managementToken(workshop, first);
  await first.process.stop();
  log(`  filling in ${CLIENTS} clients and ${ENTRIES} entries`);
  fill(join(settings.dataFolder, 'cardea.db'));
  const cardea = spawnCardea(settings);
  try {
    await waitUntilCardeaReady(cardea);
    const rows: string[][] = [];
    const checks: Check[] = [];
    for (const [label, procedure, input] of calls) {
      const url = `${cardea.origin}/admin/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
      const times = await timesOf(url, token);
      rows.push([label, median(times).toFixed(1), Math.min(...times).toFixed(1), Math.max(...times).toFixed(1)]);
      checks.push({ label, direction: 'at most', bound: AT_MOST_MS, unit: 'ms', measured: median(times) });
    }
    return { tables: [{ columns: ['call', 'median ms', 'least', 'most'], rows }], checks, failures: [], figures: rows };
  } finally {
    await cardea.process.stop();
  }
};

export const managementLists: Scenario = {
  name: 'management-lists',
  title: `Lists of the management over ${CLIENTS} clients and ${ENTRIES} entries of the audit`,
  run,
};
