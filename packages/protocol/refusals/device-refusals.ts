import { rows } from './row.ts';

/** Different reasons that must not be told apart by whoever presents a device code. */
const useless = { error: 'invalid_grant', description: 'The device code is invalid, expired or already used' } as const;
const notOurs = { error: 'invalid_request', description: 'The code is not known or has expired' } as const;

/** The device authorization grant (RFC 8628): what the device is told, and what the person at the page is. */
export const deviceRefusals = rows({
  'device.malformed': { ...useless, section: 'RFC 8628 §3.4', mend: 'Send the device_code as it was received.' },
  'device.unknown': { ...useless, section: 'RFC 8628 §3.4', mend: 'The device asks for a new code.' },
  'device.other_client': {
    ...useless,
    section: 'RFC 8628 §3.4',
    mend: 'A device code is redeemed by the client that asked for it.',
  },
  'device.replayed': {
    ...useless,
    section: 'Design D1',
    mend: 'The code was redeemed before; what came of it is revoked. Find out who has a copy.',
  },
  'device.authorization_revoked': {
    ...useless,
    section: 'Design D12',
    mend: 'What the person allowed was taken back before the device came for it.',
  },
  'device.account': { ...useless, section: 'Design D12', mend: 'The account is locked, disabled or gone.' },
  'device.pending': {
    error: 'authorization_pending',
    description: 'The person has not answered yet',
    section: 'RFC 8628 §3.5',
    mend: 'Nothing to mend: the device asks again after its interval.',
  },
  'device.slow_down': {
    error: 'slow_down',
    description: 'The client asks too often; the interval is 5 seconds longer from now on',
    section: 'RFC 8628 §3.5',
    mend: 'The client must wait for the interval between two requests, and 5 seconds more after each slow_down.',
  },
  'device.expired': {
    error: 'expired_token',
    description: 'The device code has expired',
    section: 'RFC 8628 §3.5',
    mend: 'The device asks for a new code; its life is CARDEA_DEVICE_CODE_TTL.',
  },
  'device.denied': {
    error: 'access_denied',
    status: 400,
    description: 'The person said no',
    section: 'RFC 8628 §3.5',
    mend: 'Nothing to mend.',
  },
  'device.user_code': {
    ...notOurs,
    section: 'RFC 8628 §3.3',
    mend: 'The person types the code that the device shows; a new one where it has expired.',
  },
  'device.guesses': {
    error: 'too_many_requests',
    description: 'Too many codes were tried; wait a moment and try again',
    section: 'RFC 8628 §5.1',
    mend: 'Wait for the seconds in Retry-After; look in the log for who guesses.',
  },
  'device.requests': {
    error: 'too_many_requests',
    description: 'Too many device codes were asked for; wait a moment and try again',
    section: 'RFC 8628 §5.4',
    mend: 'Wait for the seconds in Retry-After, or raise CARDEA_DEVICE_REQUEST_BURST.',
  },
  'device.code_gone': {
    ...notOurs,
    section: 'RFC 8628 §3.3',
    mend: 'The code was answered or has expired in the meantime; the device asks for a new one.',
  },
});
