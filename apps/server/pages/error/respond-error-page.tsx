import type { Caller } from '@cardea/core';
import type { Refusal } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import { retryAfterSeconds } from '../../http/respond.ts';
import { respondPage } from '../respond-page.ts';
import { surroundingsFor } from '../surroundings.ts';
import { errorKind } from './error-kinds.ts';
import { ErrorPage } from './error-page.tsx';

/** A refusal in words for the person who sees it; never a redirect (design D10). */
export const respondErrorPage = async (
  refusal: Refusal,
  { request, caller }: { readonly request: Request; readonly caller: Caller },
  cardea: Pick<Cardea, 'settings'>,
): Promise<Response> => {
  const surroundings = surroundingsFor(request, cardea);
  const page = <ErrorPage surroundings={surroundings} kind={errorKind(refusal)} requestId={caller.requestId} />;
  const response = await respondPage(page, { status: refusal.status, alone: true });
  response.headers.set('x-request-id', caller.requestId);
  const retryAfter = retryAfterSeconds(refusal);
  if (retryAfter !== undefined) response.headers.set('retry-after', String(retryAfter));
  return response;
};
