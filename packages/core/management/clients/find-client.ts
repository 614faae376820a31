import type { Client, ClientStore } from '../../ports/client.ts';

const PAGE_SIZE = 200;

/** All clients, page by page. */
async function* everyClient(store: ClientStore): AsyncGenerator<Client> {
  let after: string | undefined;
  while (true) {
    const page = await store.list({ limit: PAGE_SIZE, after });
    yield* page;
    if (page.length < PAGE_SIZE) return;
    after = page.at(-1)?.id;
  }
}

/** The first client of which something is true. */
export const findClient = async (
  store: ClientStore,
  test: (client: Client) => boolean,
): Promise<Client | undefined> => {
  for await (const client of everyClient(store)) if (test(client)) return client;
  return undefined;
};
