import { eq, sql } from 'drizzle-orm';
import { deviceCodes } from '../schema/tables.ts';
import { select } from './rows.ts';
import { plain } from './statement.ts';

export const findDeviceCode = select<typeof deviceCodes, { readonly id: string }>(
  deviceCodes,
  sql`where ${eq(deviceCodes.id, plain('id'))}`,
);

export const findDeviceCodeByUserCode = select<typeof deviceCodes, { readonly userCodeHash: string }>(
  deviceCodes,
  sql`where ${eq(deviceCodes.userCodeHash, plain('userCodeHash'))}`,
);
