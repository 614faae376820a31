import { useNavigate, useSearch } from '@tanstack/react-router';

interface Editing {
  /** What the address says is being changed. */
  readonly edited: string | undefined;
  readonly edit: (key: string) => void;
  readonly stop: () => void;
}

/** Which one of a list is being changed: it stands in the address, so that it can be linked to and gone back from. */
export const useEditing = (): Editing => {
  const navigate = useNavigate();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const go = (edit: string | undefined, replace: boolean) =>
    void navigate({ to: '.', search: { ...search, edit }, replace });
  return {
    edited: typeof search.edit === 'string' ? search.edit : undefined,
    edit: (key) => go(key, false),
    stop: () => go(undefined, true),
  };
};
