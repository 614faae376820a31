import { formatUserCode, isRefusal, parseUserCode, type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../../engine-options.ts';
import { userCodeHash, userCodeOf } from '../../issuance/user-code.ts';
import { beginGuess } from '../../limits/user-code-guess.ts';
import type { AuthorizationSession } from '../../ports/authorization-session.ts';
import { type EpochSeconds, seconds } from '../../ports/clock.ts';
import type { DeviceCode } from '../../ports/device-code.ts';
import type { Caller } from '../../ports/request.ts';

/** What the person compares with the device in front of them (RFC 8628 §5.4). */
export interface ShownDevice {
  readonly userCode: string;
  /** Where the device asked from. */
  readonly address: string;
  readonly askedAt: EpochSeconds;
}

const waits = (code: DeviceCode | undefined, now: EpochSeconds): code is DeviceCode =>
  code !== undefined && code.userCodeHash !== undefined && code.expiresAt > now;

/** The device code that waits under what somebody typed. Unknown, answered and expired look the same. */
export const enteredDevice = async (
  typed: string,
  caller: Caller,
  options: EngineOptions,
): Promise<DeviceCode | Refusal> => {
  const userCode = parseUserCode(typed);
  // What can be no code tells nothing about those that are
  if (userCode === undefined) return refuse('device.user_code', { possible: false });
  const guess = await beginGuess(caller, options);
  if (isRefusal(guess)) return guess;
  const code = await options.stores.deviceCodes.findByUserCode(userCodeHash(userCode, options));
  if (!waits(code, seconds(options.clock))) return refuse('device.user_code', { expired: code !== undefined });
  await guess.right();
  return code;
};

/** The device of a flow, as long as it waits for the answer. */
export const waitingDevice = async (
  { deviceCodeId = '' }: AuthorizationSession,
  { stores, clock }: Pick<EngineOptions, 'stores' | 'clock'>,
): Promise<DeviceCode | Refusal> => {
  const code = await stores.deviceCodes.find(deviceCodeId);
  return waits(code, seconds(clock)) ? code : refuse('device.code_gone', { device: deviceCodeId });
};

export const shownDevice = async (
  flow: AuthorizationSession,
  options: Pick<EngineOptions, 'stores' | 'clock' | 'digests'>,
): Promise<ShownDevice | Refusal> => {
  const code = await waitingDevice(flow, options);
  if (isRefusal(code)) return code;
  const userCode = userCodeOf(code.id, options);
  if (userCode === undefined) return refuse('device.code_gone', { device: code.id });
  return { userCode: formatUserCode(userCode), address: code.address, askedAt: code.createdAt };
};
