import { type BegunCall, isManagementError } from '@cardea/core';
import { judge, type Requirement } from '../authority/judge.ts';
import type { AdminContext } from '../context.ts';
import { answer } from '../problems/refused.ts';

/** The name that everybody gives it; draft-ietf-httpapi-idempotency-key-header. */
export const IDEMPOTENCY_HEADER = 'idempotency-key';
/** Says that an answer was given before. */
const REPLAYED_HEADER = 'idempotent-replayed';

type Run = (request: Request, context: AdminContext) => Promise<Response>;

export interface OnceOptions {
  readonly procedure: string;
  readonly requirement: Requirement;
  readonly context: AdminContext;
  readonly run: Run;
  /** Told of a fault that the caller need not know of: the call was done. */
  readonly onFault: (error: unknown) => void;
}

/** Who calls, and on what ground: whoever has other rights now is judged anew. */
const callerOf = ({ actor, authority }: AdminContext): string => {
  const role = authority.kind === 'person' ? authority.role : undefined;
  const scopes = authority.kind === 'operator' ? [] : authority.scopes.toSorted();
  return JSON.stringify([actor.kind, actor.id, authority.kind, role, scopes]);
};

const settle = async (
  begun: BegunCall<unknown>,
  response: Response,
  onFault: OnceOptions['onFault'],
): Promise<Response> => {
  const text = await response.text();
  try {
    if (response.ok) await begun.answered(text);
    // After a fault nobody knows whether it was done
    else if (response.status < 500) await begun.refused();
  } catch (error) {
    onFault(error);
  }
  return new Response(text, { status: response.status, headers: response.headers });
};

/** Makes a call with a key once: whoever repeats it gets the same answer (ADR 0047). */
export const answerOnce = async (
  request: Request,
  key: string,
  { procedure, requirement, context, run, onFault }: OnceOptions,
): Promise<Response> => {
  // What somebody may not do has no answer to be given again either: it is refused where all of it is
  if (judge(context.authority, requirement, context.now()) !== undefined) return run(request, context);
  const body = await request.text();
  const { url, method, headers } = request;
  const again = (changed: Partial<AdminContext>) =>
    run(new Request(url, { method, headers, body }), { ...context, ...changed });
  try {
    const call = { caller: callerOf(context), procedure, key, body };
    const begun = await context.management.idempotency.begin(call);
    if (isManagementError(begun)) return again({ first: () => void answer(begun) });
    if ('answer' in begun)
      return new Response(begun.answer, { headers: { 'content-type': 'application/json', [REPLAYED_HEADER]: 'true' } });
    return settle(begun, await again({ management: begun.management }), onFault);
  } catch (error) {
    return again({
      first: () => {
        throw error;
      },
    });
  }
};
