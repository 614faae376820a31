import { Fragment, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { EditForm } from './edit-form.tsx';
import type { FormValues } from './form-values.ts';
import { type EditedOptions, useEdited } from './use-edited.ts';

interface EditDialogProps<T extends object, W extends object> extends Omit<EditedOptions<T, W>, 'onSaved'> {
  readonly id: string;
  readonly title: string;
  readonly read: (values: FormValues) => W;
  readonly onClose: () => void;
  readonly fields: (item: T) => ReactNode;
}

/** A form for something that exists, in a window over its list. */
export const EditDialog = <T extends object, W extends object>(props: EditDialogProps<T, W>) => {
  const { id, title, read, onClose, fields } = props;
  const { base, edition, mutation, fillAnew } = useEdited<T, W>({ ...props, onSaved: onClose });
  return (
    <Dialog title={title} onClose={onClose}>
      <EditForm id={id} submit="Save" mutation={mutation} read={read} onConflict={fillAnew}>
        <Fragment key={edition}>{fields(base)}</Fragment>
      </EditForm>
      <div className="mt-3 flex justify-end">
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Dialog>
  );
};
