import { useState } from 'react';
import { Button } from './button.tsx';

/** A text to be taken along, with a button that does it. */
export const CopyText = ({
  id,
  label,
  text,
}: {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}) => {
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    );
  return (
    <div className="min-w-0">
      <div className="mb-1 flex items-center justify-between gap-3">
        <p className="font-medium text-sm">{label}</p>
        <Button look="quiet" aria-label={`Copy: ${label}`} onClick={copy}>
          {isCopied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <pre
        id={id}
        className="wrap-anywhere whitespace-pre-wrap rounded-xl border border-line bg-paper p-3 font-mono text-[0.8125rem] leading-relaxed"
      >
        {text}
      </pre>
    </div>
  );
};

/** A secret that is shown this once. */
export const ShownOnce = ({
  id,
  label,
  text,
}: {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}) => (
  <div className="flex flex-col gap-2 rounded-2xl bg-notice-tint p-4">
    <p className="font-medium text-notice text-sm">Take it along now: it is shown this once.</p>
    <CopyText id={id} label={label} text={text} />
  </div>
);
