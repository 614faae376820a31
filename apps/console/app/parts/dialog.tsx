import { type ReactNode, useEffect, useId, useRef } from 'react';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A window over the page: Escape closes it, and the focus comes back to where it was. */
export const Dialog = ({ title, onClose, children }: DialogProps) => {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    ref.current?.showModal();
  }, []);
  return (
    <dialog
      ref={ref}
      onClose={onClose}
      aria-labelledby={id}
      className="w-136 max-h-[92dvh] max-w-[92vw] overflow-y-auto rounded-2xl border border-line bg-card p-6"
    >
      <h2 id={id} className="mb-3 font-semibold text-lg tracking-tight">
        {title}
      </h2>
      {children}
    </dialog>
  );
};
