/** How a setting is named. */
export const settingArgument = { name: 'NAME', doc: 'its name, such as session_idle, or its variable' } as const;
