/** The console, as a client of its own server. The prefix is reserved: nobody else can have this id. */
export const CONSOLE_CLIENT_ID = 'cardea-console';
