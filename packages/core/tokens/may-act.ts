import type { EngineOptions } from '../engine-options.ts';

/** Who alone may act for the subject of a client's tokens, as it is registered now (RFC 8693 §4.4). */
export const mayActOf = async (
  clientId: string,
  { stores }: Pick<EngineOptions, 'stores'>,
): Promise<{ readonly sub: string } | undefined> => {
  const sub = (await stores.clients.find(clientId))?.mayAct;
  return sub === undefined ? undefined : { sub };
};
