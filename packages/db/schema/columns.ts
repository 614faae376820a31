import { isSelector } from '@cardea/protocol';
import { customType } from 'drizzle-orm/sqlite-core';

/** A time-ordered id, whose order of letters is the order of time. */
export const selector = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: (text) => {
    if (!isSelector(text)) throw new RangeError('an id is 22 characters of base64url');
    return text;
  },
});
