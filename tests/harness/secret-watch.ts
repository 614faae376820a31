import { readableAtRest } from './beside.ts';
import type { RunningCardea } from './start-cardea.ts';

const HANDLE = /^cda_[a-z]{2}_/;
/** The prefix, and the selector, which is no secret and is logged on purpose. */
const PUBLIC_HANDLE_CHARS = 29;

/** What of a credential lets somebody use it: the verifier of a handle, the signature of a JWT, else all of it. */
const secretPart = (credential: string): string => {
  if (HANDLE.test(credential)) return credential.slice(PUBLIC_HANDLE_CHARS);
  const [, , signature] = credential.startsWith('eyJ') ? credential.split('.') : [];
  return signature || credential;
};

/** Credentials that a test file handled, to be looked for where they must not be (INV6). */
export interface SecretWatch {
  /** Remembers a credential, and gives it back. */
  keep(credential: string): string;
  /**
   * Stops the server. Throws where a credential stands in its log, or in its files: unless the test itself put credentials
   * where texts of clients are kept.
   */
  stop(cardea: RunningCardea, options?: { readonly looksAtRest?: boolean }): Promise<void>;
}

export const createSecretWatch = (): SecretWatch => {
  const secrets = new Set<string>();
  return {
    keep(credential) {
      const secret = secretPart(credential);
      if (secret.length < 8) throw new Error('too short to be looked for');
      secrets.add(secret);
      return credential;
    },
    async stop(cardea, { looksAtRest = true } = {}) {
      const atRest = looksAtRest ? await readableAtRest(cardea, secrets) : [];
      // What is buffered of the log is written at the end.
      await cardea.stop();
      const logs = cardea.logs();
      const logged = [...secrets].filter((secret) => logs.includes(secret));
      if (atRest.length > 0) throw new Error(`INV6: stands readable in the database: ${atRest.join(', ')}`);
      if (logged.length > 0) throw new Error(`INV6: stands in the log: ${logged.join(', ')}`);
      if (/"level":"(?:error|fatal)"/.test(logs)) throw new Error(`INV7: a defect in the log:\n${logs}`);
    },
  };
};
