import { CONSOLE_ROOT } from '../api/places.ts';
import type { ShownProblem } from '../api/problem.ts';

/** Whether something is kept of a failure: a defect stands in the log alone, and what never arrived nowhere. */
const isExplained = ({ code, requestId }: ShownProblem): boolean =>
  requestId !== undefined && code !== 'internal' && code !== 'offline' && code !== 'signed_out';

interface ExplainLinkProps {
  readonly problem: ShownProblem;
  readonly className?: string;
}

/** Why the server refused it, in another tab: what was typed here stays. */
export const ExplainLink = ({ problem, className = 'text-accent' }: ExplainLinkProps) =>
  isExplained(problem) ? (
    <a
      id="explain"
      href={`${CONSOLE_ROOT}explain/${encodeURIComponent(problem.requestId ?? '')}`}
      target="_blank"
      rel="noopener"
      className={`underline ${className}`}
    >
      Explain it
      <span className="sr-only"> (opens another tab)</span>
    </a>
  ) : null;
