import type { FactorDependencies } from '../factor-kind.ts';
import { sealChallenge } from './challenge.ts';
import { requestOptions } from './options.ts';
import { relyingParty } from './relying-party.ts';

/** What a browser needs to ask for a passkey. */
export interface PasskeyRequest {
  readonly options: ReturnType<typeof requestOptions>;
  /** Comes back with the answer. */
  readonly box: string;
}

/** Asks for a passkey of one person, or for any of this host. Undefined where browsers know none. */
export const requestPasskey = async (
  { place, accountId }: { readonly place: string; readonly accountId: string | undefined },
  dependencies: FactorDependencies,
): Promise<PasskeyRequest | undefined> => {
  const party = relyingParty(dependencies.issuer);
  if (party === undefined) return undefined;
  const { challenge, box } = sealChallenge(place, dependencies);
  const options =
    accountId === undefined
      ? requestOptions(party, challenge, { userVerification: 'required' })
      : requestOptions(party, challenge, {
          passkeys: await dependencies.stores.factors.listPasskeys(accountId),
          userVerification: 'preferred',
        });
  return { options, box };
};
