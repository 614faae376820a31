import type { RunningCardea } from './start-cardea.ts';

export interface Person {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

export const alice: Person = {
  username: 'alice',
  email: 'alice@people.example',
  password: 'correct horse battery staple, Übung',
};

export const bob: Person = {
  username: 'bob',
  email: 'bob@people.example',
  password: 'seven brown ships sail by night',
};

/** Adds a person as the operator does. */
export const addPerson = async (cardea: RunningCardea, { username, email, password }: Person): Promise<void> => {
  const words = ['users', 'add', '--username', username, '--email', email, '--password-stdin', '--json'];
  await cardea.cli(words, { stdin: password });
};
