import { addClient } from '../../harness/registrations.ts';
import type { RunningCardea } from '../../harness/start-cardea.ts';
import { basic } from './credentials.ts';

/** What a server counts about itself. */
export interface Figures {
  /** The sum of a counter over all of its labels that match. */
  counter(name: string, labels?: RegExp): Promise<number>;
  issuedTokens(): Promise<number>;
}

/** Reads the metrics of a server with a token of their own, which is issued before the first reading. */
export const openFigures = async (cardea: RunningCardea): Promise<Figures> => {
  const client = await addClient(cardea, { name: 'figures', scope: 'metrics' });
  const response = await fetch(cardea.endpoint('token'), {
    method: 'POST',
    headers: { authorization: basic(client) },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token }: { access_token: string } = await response.json();
  const counter = async (name: string, labels = /./): Promise<number> => {
    const answer = await fetch(`${cardea.issuer}/api/v1/metrics`, { headers: { authorization: `Bearer ${token}` } });
    if (answer.status !== 200) throw new Error(`metrics: ${answer.status}`);
    return (await answer.text())
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`) && labels.test(line))
      .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
  };
  return { counter, issuedTokens: () => counter('cardea_tokens_issued_total') };
};
