import { type Refusal, refuse } from '@cardea/protocol';

const MAX_PASSKEY_NAME_CHARS = 64;

/** What a person calls a passkey: text that can be shown. */
export const passkeyName = (typed: string): string | Refusal => {
  const name = typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const fits = name !== '' && [...name].length <= MAX_PASSKEY_NAME_CHARS && name.isWellFormed();
  return fits ? name : refuse('factor.name');
};
