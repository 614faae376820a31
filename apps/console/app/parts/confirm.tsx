import type { UseMutationResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button, type ButtonLook } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ProblemNote } from './problem-note.tsx';

interface ConfirmProps {
  readonly id: string;
  readonly label: string;
  /** Says which one is meant, where several buttons of a list have the same label. */
  readonly about?: string | undefined;
  readonly title: string;
  readonly look?: ButtonLook;
  /** What will happen. */
  readonly children: ReactNode;
  readonly mutation: Pick<UseMutationResult<unknown, unknown, void>, 'mutateAsync' | 'isPending' | 'error' | 'reset'>;
}

/** A button for what is asked about first. */
export const Confirm = ({ id, label, about, title, look = 'danger', children, mutation }: ConfirmProps) => {
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    mutation.reset();
  };
  return (
    <>
      <Button id={id} look={look} aria-label={about && `${label}: ${about}`} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && (
        <Dialog title={title} onClose={close}>
          <div className="text-muted text-sm">{children}</div>
          <div className="mt-4">
            <ProblemNote error={mutation.error} />
          </div>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <Button onClick={close}>Cancel</Button>
            <Button
              id={`${id}-yes`}
              look={look === 'danger' ? 'danger' : 'main'}
              busy={mutation.isPending}
              onClick={() =>
                void mutation.mutateAsync().then(
                  () => setOpen(false),
                  () => undefined,
                )
              }
            >
              {label}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
};
