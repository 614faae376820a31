import { useEffect, useState } from 'react';
import { problemOf } from '../api/problem.ts';
import { Button } from '../parts/button.tsx';
import { ExplainLink } from '../parts/explain-link.tsx';
import { Icon } from './icons.tsx';
import { askForStepUp } from './step-up.tsx';

const EVENT = 'cardea:told';
const SHOWN_MS = 10_000;

interface Told {
  readonly text: string;
  /** What it was refused for, where it was. */
  readonly error?: unknown;
  /** Takes it back; absent where that cannot be done. */
  readonly undo?: (() => Promise<unknown>) | undefined;
}

/** Says what was done, with a way to take it back. */
export const tell = (told: Told): void => void dispatchEvent(new CustomEvent(EVENT, { detail: told }));

/** Says that something was not done, and why; a fresh sign-in is asked for where that is all that lacks. */
export const tellRefused = (error: unknown): void => {
  const { code, message, mend } = problemOf(error);
  if (code === 'authority.step_up') askForStepUp();
  else tell({ text: `${message}. ${mend}`, error });
};

const isTold = (value: unknown): value is Told => typeof value === 'object' && value !== null && 'text' in value;

const Toast = ({ told, onGone }: { readonly told: Told; readonly onGone: () => void }) => {
  const [outcome, setOutcome] = useState<'busy' | string>();
  const { text, undo } = told;
  const takeBack = () => {
    setOutcome('busy');
    void undo?.().then(
      () => setOutcome('Taken back'),
      (error: unknown) => setOutcome(`Not taken back: ${problemOf(error).message}`),
    );
  };
  return (
    <div
      id="toast"
      className="flex items-center gap-3 rounded-2xl border border-line bg-ink py-1.5 pr-1.5 pl-5 text-paper shadow-lg"
    >
      <p className="min-w-0 flex-1 text-sm">{outcome === undefined || outcome === 'busy' ? text : outcome}</p>
      {told.error !== undefined && <ExplainLink problem={problemOf(told.error)} className="shrink-0 text-paper" />}
      {undo !== undefined && (outcome === undefined || outcome === 'busy') && (
        <Button id="undo" busy={outcome === 'busy'} onClick={takeBack}>
          Undo
        </Button>
      )}
      <button
        type="button"
        aria-label="Close"
        onClick={onGone}
        className="inline-flex size-11 shrink-0 items-center justify-center rounded-xl"
      >
        <Icon of="close" className="size-5" />
      </button>
    </div>
  );
};

/** Shows the last thing that was done for a while; as long as somebody is at it, it stays. */
export const Toasts = () => {
  const [{ told, count, isHeld }, setShown] = useState<{
    readonly told: Told | undefined;
    readonly count: number;
    readonly isHeld: boolean;
  }>({ told: undefined, count: 0, isHeld: false });
  useEffect(() => {
    const onTold = (event: Event) => {
      const detail: unknown = event instanceof CustomEvent ? event.detail : undefined;
      if (isTold(detail)) setShown((before) => ({ told: detail, count: before.count + 1, isHeld: false }));
    };
    addEventListener(EVENT, onTold);
    return () => removeEventListener(EVENT, onTold);
  }, []);
  useEffect(() => {
    if (count === 0 || isHeld) return;
    const timer = setTimeout(() => setShown((before) => ({ ...before, told: undefined })), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [count, isHeld]);
  const hold = (held: boolean) => () => setShown((before) => ({ ...before, isHeld: held }));
  return (
    <div
      role="status"
      className="fixed inset-x-0 bottom-4 z-20 mx-auto w-fit max-w-[92vw]"
      onMouseEnter={hold(true)}
      onMouseLeave={hold(false)}
      onFocus={hold(true)}
      onBlur={hold(false)}
    >
      {told !== undefined && (
        <Toast key={count} told={told} onGone={() => setShown((before) => ({ ...before, told: undefined }))} />
      )}
    </div>
  );
};
