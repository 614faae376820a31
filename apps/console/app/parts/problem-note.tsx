import type { ReactNode } from 'react';
import { problemOf } from '../api/problem.ts';
import { ExplainLink } from './explain-link.tsx';

/** What went wrong, what to do about it, and by which id the log of the server tells more. */
export const ProblemNote = ({ error, children }: { readonly error: unknown; readonly children?: ReactNode }) => {
  if (error === null || error === undefined) return null;
  const problem = problemOf(error);
  const { code, message, mend, requestId } = problem;
  return (
    <div id="problem" role="alert" data-code={code} className="rounded-xl bg-danger-tint p-4 text-sm">
      <p className="font-medium text-danger">{message}</p>
      <p className="mt-1">{mend}</p>
      {requestId !== undefined && (
        <p className="mt-1 text-muted">
          Request <code className="select-all wrap-anywhere font-mono">{requestId}</code>{' '}
          <ExplainLink problem={problem} />
        </p>
      )}
      {children !== undefined && <div className="mt-3">{children}</div>}
    </div>
  );
};
