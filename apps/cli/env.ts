/** The variables the process was started with. The one place of this app that looks at them. */
export const readEnvironment = (): Readonly<Record<string, string | undefined>> => ({ ...process.env });
