import type { Page } from 'playwright-core';

/** A passkey as Chromium's own authenticator keeps it, for tests that go through the browser (WebDriver Web Authentication). */
export interface VirtualAuthenticator {
  /** Whether its user proves who they are, or turns away. */
  verifyUser(isVerified: boolean): Promise<void>;
  /** Whether its user agrees at once to whatever is asked, also where only an offer is made. */
  agree(isAgreed: boolean): Promise<void>;
  /** How many passkeys it keeps. */
  count(): Promise<number>;
}

/** Gives a page an authenticator inside the device. */
export const addAuthenticator = async (page: Page): Promise<VirtualAuthenticator> => {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    async verifyUser(isUserVerified) {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
    async agree(enabled) {
      await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    },
    async count() {
      const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
      return credentials.length;
    },
  };
};
