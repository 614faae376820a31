export const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'; // RFC 8628 §3.4
export const SLOW_DOWN_SECONDS = 5; // RFC 8628 §3.5
/** Polls are late by chance, each by another time: by so much two of them may be closer than the interval. */
export const POLL_GRACE_MS = 500;
