import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '../api/problem.ts';
import { Button } from './button.tsx';
import { type FormValues, formValues } from './form-values.ts';
import { ProblemNote } from './problem-note.tsx';

interface EditFormProps<T> {
  readonly id: string;
  readonly submit: string;
  readonly mutation: UseMutationResult<unknown, unknown, T>;
  /** What the form asks for. */
  readonly read: (values: FormValues) => T;
  /** Shows what it is now, after somebody else changed it. */
  readonly onConflict?: () => void;
  readonly done?: string | undefined;
  readonly children: ReactNode;
}

/** A form that is sent to the server, and says what came of it. */
export const EditForm = <T,>({ id, submit, mutation, read, onConflict, done, children }: EditFormProps<T>) => {
  const isConflict = mutation.error !== null && problemOf(mutation.error).code.endsWith('.conflict');
  return (
    <form
      id={id}
      onSubmit={(event) => {
        event.preventDefault();
        mutation.mutate(read(formValues(event.currentTarget)));
      }}
      className="flex flex-col gap-5"
    >
      {children}
      <ProblemNote error={mutation.error}>
        {isConflict && onConflict !== undefined ? (
          <Button
            id={`${id}-reload`}
            onClick={() => {
              mutation.reset();
              onConflict();
            }}
          >
            Show what it is now
          </Button>
        ) : undefined}
      </ProblemNote>
      <div className="flex items-center gap-3">
        <Button id={`${id}-submit`} type="submit" look="main" busy={mutation.isPending}>
          {submit}
        </Button>
        <p role="status" className="text-accent text-sm">
          {mutation.isSuccess ? (done ?? 'Saved') : ''}
        </p>
      </div>
    </form>
  );
};
