import { type Refusal, type RefusalEffect, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { POLL_GRACE_MS, SLOW_DOWN_SECONDS } from '../issuance/device-grant.ts';
import type { FailureLimiter } from '../limits/failure-limiter.ts';
import { seconds } from '../ports/clock.ts';
import type { Caller } from '../ports/request.ts';

type Dependencies = EngineOptions & { readonly limiter: FailureLimiter };

/** Does what a refusal asks for; returns the refusal that the caller gets. */
export const performEffect = async (
  refusal: Refusal,
  effect: RefusalEffect,
  caller: Caller,
  { limiter, stores, clock }: Dependencies,
): Promise<Refusal> => {
  const at = seconds(clock);
  switch (effect.kind) {
    case 'count-failure':
      return (await limiter.count(caller, effect.clientId))?.because(refusal) ?? refusal;
    case 'count-code-failure':
      await stores.commit({ changes: [{ kind: 'authorization_code.fail', id: effect.codeId }] });
      return refusal;
    case 'count-device-poll': {
      const { deviceCodeId: id } = effect;
      const nowMs = clock.nowMs();
      const guard = { kind: 'device_code.poll', id, nowMs, graceMs: POLL_GRACE_MS } as const;
      if (await stores.commit({ guard, changes: [] })) return refusal;
      await stores.commit({ changes: [{ kind: 'device_code.slow_down', id, nowMs, bySeconds: SLOW_DOWN_SECONDS }] });
      return refuse('device.slow_down', { device: id });
    }
    case 'revoke-authorization': {
      const { authorizationId: id, why } = effect;
      const { address, requestId } = caller;
      const entry = {
        at,
        actor: { kind: 'system', id: why, address, requestId },
        action: why === 'refresh_reuse' ? 'refresh_reuse' : 'code_replay',
        target: id,
      } as const;
      await stores.commit({
        guard: { kind: 'authorization.revoke', id, at },
        changes: [{ kind: 'audit.append', entry }],
      });
      return refusal;
    }
  }
};
