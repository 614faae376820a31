import type { Scope } from '@cardea/core';
import type { KnownScope, Messages } from '../languages/messages.ts';

/** A scope as a person sees it. */
export interface ShownScope {
  readonly name: string;
  readonly words: string;
  /** Not agreed to before, while others were. */
  readonly isNew: boolean;
}

const isKnown = (name: string, scopes: Messages['consent']['scopes']): name is KnownScope =>
  Object.hasOwn(scopes, name);

/** Scopes in words: ours where they are standard, the operator's where they were registered, else their name. */
export const scopesInWords = (
  { scopes, fresh }: { readonly scopes: readonly string[]; readonly fresh: readonly string[] },
  { messages, registered }: { readonly messages: Messages; readonly registered: readonly Scope[] },
): readonly ShownScope[] => {
  const known = messages.consent.scopes;
  const someAreOld = fresh.length < scopes.length;
  return scopes.map((name) => ({
    name,
    words: isKnown(name, known) ? known[name] : registered.find((scope) => scope.name === name)?.description || name,
    isNew: someAreOld && fresh.includes(name),
  }));
};
