/**
 * The variables a process was started with. Handed in by whoever starts the server: this app never looks at the process's
 * environment itself.
 */
export type Environment = Readonly<Record<string, string | undefined>>;
