import type { DeviceChange } from '@cardea/core';
import { and, eq, sql } from 'drizzle-orm';
import { deviceCodes } from '../schema/tables.ts';
import { type ChangeTable, inBothForms, itself } from './change-forms.ts';
import { builder, plain, statement, value } from './statement.ts';

export const deviceChanges: ChangeTable<DeviceChange['kind']> = {
  'device_code.slow_down': inBothForms(
    (held) =>
      statement(
        builder
          .update(deviceCodes)
          .set({
            polledAtMs: plain('nowMs'),
            intervalSeconds: sql`${deviceCodes.intervalSeconds} + ${plain('bySeconds')}`,
          })
          .where(and(eq(deviceCodes.id, value(deviceCodes.id, 'id')), held)),
      ),
    itself,
  ),
};
