import { customType } from 'drizzle-orm/sqlite-core';

const SELECTOR_TEXT = /^[A-Za-z0-9_-]{21}[AQgw]$/;

const view = (value: Uint8Array | ArrayBuffer): Buffer =>
  value instanceof ArrayBuffer ? Buffer.from(value) : Buffer.from(value.buffer, value.byteOffset, value.byteLength);

/** The only spelling of 16 bytes in base64url; another spelling of the same bytes is another id, and unknown. */
export const isSelector = (text: string): boolean => SELECTOR_TEXT.test(text);

/** A time-ordered id: 22 characters of base64url outside, the 16 bytes they stand for inside, so that its order is time. */
export const selector = customType<{ data: string; driverData: Uint8Array | ArrayBuffer }>({
  dataType: () => 'blob',
  toDriver: (text) => {
    if (!isSelector(text)) throw new RangeError('an id is 16 bytes in base64url');
    return Buffer.from(text, 'base64url');
  },
  fromDriver: (value) => view(value).toString('base64url'),
});

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array | ArrayBuffer }>({
  dataType: () => 'blob',
  toDriver: (value) => value,
  fromDriver: (value) => (value instanceof ArrayBuffer ? new Uint8Array(value) : value),
});
