import type { DeviceChange } from '@cardea/core';
import type { ChangeTable } from './tables.ts';

export const deviceChanges: ChangeTable<DeviceChange['kind']> = {
  'device_code.slow_down': ({ deviceCodes }, { id, nowMs, bySeconds }) => {
    const code = deviceCodes.get(id);
    if (code) deviceCodes.set(id, { ...code, polledAtMs: nowMs, intervalSeconds: code.intervalSeconds + bySeconds });
  },
};
