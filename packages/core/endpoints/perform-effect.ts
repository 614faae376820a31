import type { Refusal, RefusalEffect } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
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
