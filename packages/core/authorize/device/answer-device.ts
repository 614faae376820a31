import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../../engine-options.ts';
import type { Authorization } from '../../ports/authorization.ts';
import type { AuthorizationSession } from '../../ports/authorization-session.ts';
import { seconds } from '../../ports/clock.ts';
import type { Caller } from '../../ports/request.ts';
import type { Agreed } from '../answer/agreed.ts';
import { rememberConsent } from '../answer/answer-request.ts';
import { newAuthorization } from '../answer/new-authorization.ts';
import type { AuthorizationResponse } from '../response.ts';
import { waitingDevice } from './find-device.ts';

/** On to the page that says what came of it. */
const outcome = (done: 'allowed' | 'denied', { endpoints }: EngineOptions): AuthorizationResponse => ({
  kind: 'response',
  redirectUri: endpoints.deviceVerification,
  mode: 'query',
  parameters: [['done', done]],
});

/**
 * Ends a flow with a yes to a device: one unit, so that of two answers to one device exactly one counts. What the device gets
 * is no part of the browser session it was allowed in: it goes on when the person signs out there.
 */
export const allowDevice = async (agreed: Agreed, options: EngineOptions): Promise<AuthorizationResponse | Refusal> => {
  const { flow, client, person, scopes, caller } = agreed;
  const { stores, clock, mint } = options;
  const code = await waitingDevice(flow, options);
  if (isRefusal(code)) return code;
  const now = seconds(clock);
  const { sid } = person.session;
  const accountId = person.account.id;
  const waitSeconds = code.expiresAt - now;
  const authorization: Authorization = {
    ...newAuthorization(agreed, options, waitSeconds),
    sid: mint.mintId(clock.nowMs()),
  };
  const held = await stores.commit({
    guard: {
      kind: 'device_code.allow',
      id: code.id,
      flowId: flow.id,
      at: now,
      authorizationId: authorization.id,
      about: { accountId, sid },
    },
    changes: [
      { kind: 'authorization.insert', authorization },
      ...(await rememberConsent(agreed, now, options)),
      {
        kind: 'audit.append',
        entry: {
          at: now,
          actor: { kind: 'user', id: accountId, address: caller.address, requestId: caller.requestId },
          action: 'authorization.granted',
          target: authorization.id,
          detail: { client: client.id, scopes, device: code.id, deviceAddress: code.address },
        },
      },
    ],
  });
  return held ? outcome('allowed', options) : refuse('device.code_gone', { device: code.id });
};

/** Ends a flow with a no; the device is told at its next poll (RFC 8628 §3.5). */
export const denyDevice = async (
  flow: AuthorizationSession,
  { caller, accountId }: { readonly caller: Caller; readonly accountId: string | undefined },
  options: EngineOptions,
): Promise<AuthorizationResponse | Refusal> => {
  const code = await waitingDevice(flow, options);
  if (isRefusal(code)) return code;
  const at = seconds(options.clock);
  const { address, requestId } = caller;
  const actor =
    accountId === undefined
      ? ({ kind: 'system', id: 'device_page', address, requestId } as const)
      : ({ kind: 'user', id: accountId, address, requestId } as const);
  const held = await options.stores.commit({
    guard: { kind: 'device_code.deny', id: code.id, flowId: flow.id, at },
    changes: [
      {
        kind: 'audit.append',
        entry: { at, actor, action: 'device_code.denied', target: code.id, detail: { client: code.clientId } },
      },
    ],
  });
  return held ? outcome('denied', options) : refuse('device.code_gone', { device: code.id });
};
