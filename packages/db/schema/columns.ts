import { isSelector } from '@cardea/protocol';
import { customType, text } from 'drizzle-orm/sqlite-core';

/** A time-ordered id, whose order of letters is the order of time. */
export const selector = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: (text) => {
    if (!isSelector(text)) throw new RangeError('an id is 22 characters of base64url');
    return text;
  },
});

export const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>();

export const texts = (name: string) => json<readonly string[]>(name);
