import type { Surroundings } from '../frame/frame.tsx';
import { isolate } from '../frame/isolate.ts';
import { Notice } from '../frame/notice.tsx';
import type { UpstreamProblem } from './upstream-problem.ts';

interface UpstreamNoticeProps {
  readonly id: string;
  readonly surroundings: Surroundings;
  readonly problem: UpstreamProblem;
}

/** What went wrong at a provider, and what the person can do. */
export const UpstreamNotice = ({ id, surroundings, problem }: UpstreamNoticeProps) => (
  <Notice id={id} kind="danger">
    <p className="font-medium" data-problem={problem.kind}>
      {surroundings.language.messages.upstream.problems[problem.kind](isolate(problem.provider))}
    </p>
  </Notice>
);
