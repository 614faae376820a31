import { MasterKeyRefused, masterKeyFrom } from '@cardea/crypto';

/** Why a text is no master key, as the rest of a sentence; undefined for a good one. Never repeats the text. */
export const secretWeakness = (secret: string): string | undefined => {
  try {
    masterKeyFrom(secret);
    return undefined;
  } catch (error) {
    if (!(error instanceof MasterKeyRefused)) throw error;
    return error.message.replace(/^CARDEA_SECRET (.*)\. Make one .*$/s, '$1');
  }
};
