import { type Client, OWN_CLIENT_ID } from '@cardea/core';
import type { Messages } from '../languages/messages.ts';

/** Whether no application asks, but our own pages. */
export const isOwnPages = ({ id }: Pick<Client, 'id'>): boolean => id === OWN_CLIENT_ID;

/** What a person goes on to after a flow. */
export const applicationName = (client: Pick<Client, 'id' | 'name'>, { account }: Messages): string =>
  isOwnPages(client) ? account.place : client.name;
