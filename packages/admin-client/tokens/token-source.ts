import type { Exchange } from '../client/exchange.ts';
import type { Prover } from '../proof/prover.ts';

export interface TokenDependencies {
  readonly exchange: Exchange;
  readonly prover: Prover | undefined;
  readonly nowMs: () => number;
}

/** Where the tokens of the calls come from. */
export interface TokenSource {
  /** A token to try with. Rejects with `CallFailed` where there is none. */
  current(): Promise<string>;
  /** Another one than `refused`; undefined where there is no other. */
  insteadOf(refused: string): Promise<string | undefined>;
}
