import { type BuiltConsole, readConsole } from '@cardea/console';

/** The files of the console, read with the first request for one: a server whose console nobody opens does without. */
export class ConsoleFiles {
  #built: BuiltConsole | undefined;

  /** Undefined where the console was not built. */
  async find(): Promise<BuiltConsole | undefined> {
    this.#built ??= await readConsole();
    return this.#built;
  }
}
