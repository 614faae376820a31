import { formatUserCode, parseUserCode, type Refusal } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import { issuerPath } from '../../http/issuer-path.ts';
import { retryAfterSeconds } from '../../http/respond.ts';
import type { PresentBrowser } from '../flow/browser.ts';
import { formToken } from '../forms/form-token.ts';
import { waitInWords } from '../login/wait-in-words.ts';
import { respondPage } from '../respond-page.ts';
import { surroundingsFor } from '../surroundings.ts';
import { DeviceDonePage } from './device-done-page.tsx';
import { DevicePage, type DevicePageProps } from './device-page.tsx';

interface Shown {
  readonly present: PresentBrowser;
  /** What was typed before, or came with the address. */
  readonly typed: string | undefined;
  readonly came: 'by address' | 'by hand';
  readonly refusal?: Refusal;
}

const problemOf = (refusal: Refusal | undefined, languageTag: string): DevicePageProps['problem'] => {
  if (refusal === undefined) return undefined;
  if (refusal.code !== 'device.guesses') return { kind: 'unknown' };
  return { kind: 'too_many', wait: waitInWords(refusal.retryAfterSeconds ?? 1, languageTag) };
};

/** Only what is a code is put into the field by an address: a page with our name on it repeats nothing else (S102). */
const fieldValue = ({ typed = '', came }: Shown): string | undefined => {
  const code = parseUserCode(typed);
  if (code !== undefined) return formatUserCode(code);
  return came === 'by hand' ? typed : undefined;
};

/** The page that asks for a code, with what was wrong where something was. */
export const respondDevicePage = async (request: Request, shown: Shown, cardea: Cardea): Promise<Response> => {
  const { present, came, refusal } = shown;
  const surroundings = await surroundingsFor(request, cardea);
  const value = fieldValue(shown);
  const problem = problemOf(refusal, surroundings.language.tag);
  const response = await respondPage(
    <DevicePage
      surroundings={surroundings}
      form={{
        action: `${issuerPath(cardea.settings.issuer)}/device`,
        token: formToken(cardea.digests, { secret: present.browser.secret, form: 'device' }),
      }}
      typed={value}
      prefilled={came === 'by address' && value !== undefined}
      {...(problem === undefined ? {} : { problem })}
    />,
    { status: refusal?.status ?? 200, cookies: present.cookies },
  );
  const retryAfter = refusal && retryAfterSeconds(refusal);
  if (retryAfter !== undefined) response.headers.set('retry-after', String(retryAfter));
  return response;
};

export const respondDeviceDone = async (
  request: Request,
  outcome: 'allowed' | 'denied',
  cardea: Cardea,
): Promise<Response> =>
  respondPage(<DeviceDonePage surroundings={await surroundingsFor(request, cardea)} outcome={outcome} />);
