import type { EpochSeconds } from './clock.ts';

/** The tokens that one person has with one client, by the subject that the client knows. */
interface OfPerson {
  readonly clientId: string;
  readonly subject: string;
}

/** What ends when there are more tokens than limits allow. Older ones go first. */
export type TokenLimitChange =
  /** Revokes live access tokens of a person and a client until `keep` are left. */
  | (OfPerson & { readonly kind: 'access_tokens.evict_of_person'; readonly keep: number; readonly at: EpochSeconds })
  /** Of those that an authorization gave after `since`, the same. */
  | (OfPerson & {
      readonly kind: 'access_tokens.evict_of_authorization';
      readonly authorizationId: string;
      readonly since: EpochSeconds;
      readonly keep: number;
      readonly at: EpochSeconds;
    })
  /** Revokes live authorizations of an account and a client that have a refresh token until `keep` are left, and another one. */
  | {
      readonly kind: 'authorizations.evict';
      readonly accountId: string;
      readonly clientId: string;
      readonly exceptId: string;
      readonly keep: number;
      readonly at: EpochSeconds;
    };

export interface TokenCount extends OfPerson {
  readonly at: EpochSeconds;
  /** Only of one authorization, and issued after `since`, where they are named. */
  readonly authorizationId?: string | undefined;
  readonly since?: EpochSeconds | undefined;
}
