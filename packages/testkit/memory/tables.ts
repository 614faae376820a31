import type { Change, Guard } from '@cardea/core';
import type { Effect } from './effects.ts';
import type { State } from './state.ts';

export type GuardOf<K extends Guard['kind']> = {
  readonly [P in K]: Extract<Guard, { readonly kind: P }> & { readonly kind: P };
}[K];
export type GuardTable<K extends Guard['kind']> = { readonly [P in K]: (state: State, guard: GuardOf<P>) => Effect };

export type ChangeOf<K extends Change['kind']> = {
  readonly [P in K]: Extract<Change, { readonly kind: P }> & { readonly kind: P };
}[K];
export type ChangeTable<K extends Change['kind']> = { readonly [P in K]: (state: State, change: ChangeOf<P>) => void };
