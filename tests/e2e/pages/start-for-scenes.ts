import { freePort } from '../../harness/free-port.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

/** A server on which every scene can be played again and again: with a name, for which browsers know passkeys. */
export const startForScenes = (): Promise<RunningCardea> => {
  const port = freePort();
  return startCardea({
    port,
    env: {
      CARDEA_ISSUER: `http://localhost:${port}`,
      CARDEA_LOGIN_BURST: '1000',
      CARDEA_USER_CODE_BURST: '1000',
      CARDEA_FACTOR_BURST: '1000',
      CARDEA_FACTOR_ACCOUNT_BURST: '1000',
      CARDEA_SIGN_UP: 'verified_email',
      CARDEA_EMAIL_CODES: 'true',
    },
  });
};
