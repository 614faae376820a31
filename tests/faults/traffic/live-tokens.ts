import type { AddedClient } from '../../harness/registrations.ts';
import { type Endpoints, introspect } from './ask.ts';

const AT_A_TIME = 32;

/** The tokens that introspection does not call active. */
export const lostTokens = async (
  cardea: Endpoints,
  client: AddedClient,
  tokens: readonly string[],
): Promise<readonly string[]> => {
  const waiting = [...tokens];
  const lost: string[] = [];
  const work = async (): Promise<void> => {
    for (let token = waiting.pop(); token !== undefined; token = waiting.pop()) {
      const { status, json, text } = await introspect(cardea, client, token);
      if (status !== 200) throw new Error(`introspection: ${status} ${text}`);
      if (json.active !== true) lost.push(token);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return lost;
};
