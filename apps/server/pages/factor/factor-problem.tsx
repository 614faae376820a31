import type { Refusal } from '@cardea/protocol';
import { Notice } from '../frame/notice.tsx';
import type { Messages } from '../languages/messages.ts';
import { waitInWords } from '../login/wait-in-words.ts';

export const PROBLEM = 'factor-error';

/** What was wrong with what a person gave. */
export type FactorProblem =
  | { readonly kind: 'failed' }
  | { readonly kind: 'passkey' }
  | { readonly kind: 'too_many'; readonly wait: string };

const aboutPasskeys: ReadonlySet<string> = new Set([
  'factor.passkey',
  'factor.passkey_unknown',
  'factor.passkey_counter',
  'factor.challenge',
  'factor.exists',
]);

export const factorProblem = (refusal: Refusal | undefined, languageTag: string): FactorProblem | undefined => {
  if (refusal === undefined) return undefined;
  if (refusal.retryAfterSeconds !== undefined)
    return { kind: 'too_many', wait: waitInWords(refusal.retryAfterSeconds, languageTag) };
  return { kind: aboutPasskeys.has(refusal.code) ? 'passkey' : 'failed' };
};

interface FactorProblemProps {
  readonly problem: FactorProblem | undefined;
  readonly messages: Messages['factor'];
}

export const FactorProblemNotice = ({ problem, messages }: FactorProblemProps) => {
  if (problem === undefined) return null;
  return (
    <Notice id={PROBLEM} kind="danger">
      {problem.kind === 'failed' && (
        <>
          <p className="font-medium">{messages.failed}</p>
          <p>{messages.failedHelp}</p>
        </>
      )}
      {problem.kind === 'passkey' && <p className="font-medium">{messages.passkeyFailed}</p>}
      {problem.kind === 'too_many' && <p className="font-medium">{messages.tooMany(problem.wait)}</p>}
    </Notice>
  );
};
