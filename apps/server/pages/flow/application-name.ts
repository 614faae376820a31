import { type Client, OWN_CLIENT_ID } from '@cardea/core';
import type { Language } from '../languages/languages.ts';

/** Whether no application asks, but our own pages. */
export const isOwnPages = ({ id }: Pick<Client, 'id'>): boolean => id === OWN_CLIENT_ID;

/** What a client says in a language, or in one of its regions (RFC 7591 §2.2, RFC 4647 §3.4). */
export const localized = ({ localized: members = {} }: Pick<Client, 'localized'>, member: string, tag: string) => {
  const wanted = `${member}#${tag}`.toLowerCase();
  return Object.entries(members).find(([name]) => {
    const known = name.toLowerCase();
    return known === wanted || known.startsWith(`${wanted}-`);
  })?.[1];
};

/** What a person goes on to after a flow. */
export const applicationName = (
  client: Pick<Client, 'id' | 'name' | 'localized'>,
  { messages, tag }: Pick<Language, 'messages' | 'tag'>,
): string => (isOwnPages(client) ? messages.account.place : (localized(client, 'client_name', tag) ?? client.name));
