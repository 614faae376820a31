/** The variables a process was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The one place of this app that looks at the process's environment; everything else is handed it. */
export const readEnvironment = (): Environment => ({ ...process.env });
