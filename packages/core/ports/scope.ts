/** A scope that is registered: what it is called and what a person is told about it. */
export interface Scope {
  readonly name: string;
  readonly description: string;
  /** Names of the claims it releases (OpenID Connect Core §5.4). */
  readonly claims: readonly string[];
}

export interface ScopeStore {
  list(): Promise<readonly Scope[]>;
}
