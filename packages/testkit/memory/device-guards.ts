import type { DeviceCode, DeviceGuard } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import { change, type Effect, insert } from './effects.ts';
import { fitsAuthorization, isPresent } from './people-guards.ts';
import type { State } from './state.ts';
import type { GuardTable } from './tables.ts';

type Answer = Extract<DeviceGuard, { readonly flowId: string }>;

const waits = ({ authorizationId, deniedAt }: DeviceCode): boolean =>
  authorizationId === undefined && deniedAt === undefined;

/** Answers a code that waits, from a flow that is open, and ends the flow. */
const answer = (state: State, { id, flowId, at }: Answer, to: Partial<DeviceCode>): Effect => {
  if ((state.authorizationSessions.get(flowId)?.expiresAt ?? at) <= at) return undefined;
  const effect = change(state.deviceCodes, id, {
    fits: (code) => waits(code) && code.expiresAt > at,
    to: ({ userCodeHash: _free, ...code }) => ({ ...code, ...to }),
  });
  return (
    effect &&
    (() => {
      effect();
      state.authorizationSessions.delete(flowId);
    })
  );
};

export const deviceGuards: GuardTable<DeviceGuard['kind']> = {
  'device_code.insert': ({ deviceCodes }, { code }) => {
    if (!isSelector(code.id)) throw new RangeError('an id is 22 characters of base64url');
    const isTaken = [...deviceCodes.values()].some(
      ({ userCodeHash }) => userCodeHash !== undefined && userCodeHash === code.userCodeHash,
    );
    return isTaken ? undefined : insert(deviceCodes, code.id, code);
  },
  'device_code.allow': (state, guard) =>
    isPresent(state, guard.about) ? answer(state, guard, { authorizationId: guard.authorizationId }) : undefined,
  'device_code.deny': (state, guard) => answer(state, guard, { deniedAt: guard.at }),
  'device_code.poll': ({ deviceCodes }, { id, nowMs, graceMs }) =>
    change(deviceCodes, id, {
      fits: (code) =>
        waits(code) &&
        (code.polledAtMs === undefined || code.polledAtMs + code.intervalSeconds * 1000 <= nowMs + graceMs),
      to: (code) => ({ ...code, polledAtMs: nowMs }),
    }),
  'device_code.redeem': (state, guard) =>
    change(state.deviceCodes, guard.id, {
      fits: (code) => {
        const authorization = state.authorizations.get(guard.authorizationId);
        if (authorization === undefined || code.authorizationId !== authorization.id) return false;
        if (code.redeemedAt !== undefined || code.expiresAt <= guard.at) return false;
        return fitsAuthorization(state, guard, authorization);
      },
      to: (code) => ({ ...code, redeemedAt: guard.at, removeAt: guard.removeAt }),
    }),
};
