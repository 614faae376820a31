import { Avatar } from './avatar.tsx';

/** A person as the pages show them. */
export interface ShownPerson {
  readonly sessionId: string;
  /** What they are called. */
  readonly name: string;
  /** What they sign in with, where that is something else. */
  readonly login: string | undefined;
}

/** A person in one line, which names as long as they like may break. */
export const Person = ({ name, login }: Pick<ShownPerson, 'name' | 'login'>) => (
  <>
    <Avatar name={name} />
    <span className="flex min-w-0 flex-1 flex-col">
      <bdi className="font-medium wrap-anywhere">{name}</bdi>
      {login !== undefined && <bdi className="text-muted text-sm wrap-anywhere">{login}</bdi>}
    </span>
  </>
);
