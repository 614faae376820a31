import type { Caller } from '@cardea/core';
import type { Refusal } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import { retryAfterSeconds } from '../../http/respond.ts';
import { wayBack } from '../flow/way-back.ts';
import type { ErrorKind } from '../languages/messages.ts';
import { respondPage } from '../respond-page.ts';
import { surroundingsWith } from '../surroundings.ts';
import { errorKind } from './error-kinds.ts';
import { ErrorPage } from './error-page.tsx';

/** Whoever reads these was on the way to an application, and begins there anew. */
const BEGUN_ANEW: ReadonlySet<ErrorKind> = new Set(['expired', 'other_browser', 'form']);

/** A refusal in words for the person who sees it; never a redirect (design D10). */
export const respondErrorPage = async (
  refusal: Refusal,
  { request, caller }: { readonly request: Request; readonly caller: Caller },
  cardea: Pick<Cardea, 'settings' | 'stores' | 'brands' | 'log'>,
): Promise<Response> => {
  // A database that does not answer is not asked what the page that says so looks like
  const brand = refusal.status === 503 ? cardea.brands.last() : await cardea.brands.find();
  const surroundings = surroundingsWith({ request, brand }, cardea);
  const kind = errorKind(refusal);
  const back = BEGUN_ANEW.has(kind)
    ? await wayBack(request, cardea, surroundings.language.messages.account.place)
    : undefined;
  const page = <ErrorPage surroundings={surroundings} kind={kind} requestId={caller.requestId} back={back} />;
  const response = await respondPage(page, { status: refusal.status, alone: true });
  response.headers.set('x-request-id', caller.requestId);
  const retryAfter = retryAfterSeconds(refusal);
  if (retryAfter !== undefined) response.headers.set('retry-after', String(retryAfter));
  return response;
};
