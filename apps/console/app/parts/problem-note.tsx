import type { ReactNode } from 'react';
import { CONSOLE_ROOT } from '../api/places.ts';
import { problemOf } from '../api/problem.ts';

/** What went wrong, what to do about it, and by which id the log of the server tells more. */
export const ProblemNote = ({ error, children }: { readonly error: unknown; readonly children?: ReactNode }) => {
  if (error === null || error === undefined) return null;
  const { code, message, mend, requestId } = problemOf(error);
  return (
    <div id="problem" role="alert" data-code={code} className="rounded-xl bg-danger-tint p-4 text-sm">
      <p className="font-medium text-danger">{message}</p>
      <p className="mt-1">{mend}</p>
      {requestId !== undefined && (
        <p className="mt-1 text-muted">
          Request <code className="select-all wrap-anywhere font-mono">{requestId}</code>
          {code !== 'internal' && (
            <>
              {' · '}
              <a
                id="explain"
                href={`${CONSOLE_ROOT}explain/${encodeURIComponent(requestId)}`}
                target="_blank"
                rel="noopener"
                className="text-accent underline"
              >
                Explain it
                <span className="sr-only"> (opens another tab)</span>
              </a>
            </>
          )}
        </p>
      )}
      {children !== undefined && <div className="mt-3">{children}</div>}
    </div>
  );
};
