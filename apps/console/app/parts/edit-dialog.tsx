import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { Fragment, type ReactNode, useState } from 'react';
import { tell } from '../shell/toasts.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { EditForm } from './edit-form.tsx';
import { changesOf, type FormValues, formerOf } from './form-values.ts';

interface EditDialogProps<T extends object, W extends object> {
  readonly id: string;
  readonly title: string;
  readonly item: T;
  /** As it is on the server now. */
  readonly load: () => Promise<T>;
  readonly read: (values: FormValues) => W;
  /** Changes what is named, where nobody else has changed it meanwhile. */
  readonly save: (changes: Partial<W>, item: T) => Promise<T>;
  /** Whether what is known suffices to take a change back: it does when absent. */
  readonly mayUndo?: (changes: Partial<W>) => boolean;
  /** What is asked for anew afterwards. */
  readonly keys: readonly QueryKey[];
  readonly onClose: () => void;
  readonly fields: (item: T) => ReactNode;
}

/** A form for something that exists: only what was changed is sent, and it can be taken back. */
export const EditDialog = <T extends object, W extends object>(props: EditDialogProps<T, W>) => {
  const { id, title, item, load, read, save, mayUndo, keys, onClose, fields } = props;
  // What the form was filled in with: what it is elsewhere by then neither changes what is typed nor what is compared
  const [{ base, edition }, setBase] = useState({ base: item, edition: 0 });
  const queries = useQueryClient();
  const refresh = () => Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
  const mutation = useMutation({
    mutationFn: async (wanted: W) => {
      const changes = changesOf(wanted, base);
      return { changes, written: Object.keys(changes).length === 0 ? base : await save(changes, base) };
    },
    onSuccess: async ({ changes, written }) => {
      onClose();
      if (written === base) return;
      const undo = () => save(formerOf(changes, base), written).then(refresh);
      tell({ text: 'Saved', undo: mayUndo?.(changes) === false ? undefined : undo });
      await refresh();
    },
  });
  const fillAnew = async () => setBase({ base: await load(), edition: edition + 1 });
  return (
    <Dialog title={title} onClose={onClose}>
      <EditForm id={id} submit="Save" mutation={mutation} read={read} onConflict={() => void fillAnew()}>
        <Fragment key={edition}>{fields(base)}</Fragment>
      </EditForm>
      <div className="mt-3 flex justify-end">
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Dialog>
  );
};
