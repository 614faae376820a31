import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import { api } from '../api/api.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useSettled } from '../parts/use-settled.ts';
import { type Command, commandsFor } from './commands.ts';

const FEW = 5;
const MIN_CHARS = 2;

/** People and clients that are called so. */
const useThings = (search: string): readonly Command[] => {
  const query = useQuery({
    queryKey: ['palette', search],
    queryFn: async (): Promise<readonly Command[]> => {
      const page = { search, limit: FEW };
      const [users, clients] = await Promise.all([api.users.list.query(page), api.clients.list.query(page)]);
      return [
        ...users.items.map(({ id, username, profile }) => ({
          label: `${profile.name ?? username} (user ${username})`,
          to: `/users/${encodeURIComponent(id)}`,
        })),
        ...clients.items.map(({ id, name }) => ({
          label: `${name} (client ${id})`,
          to: `/clients/${encodeURIComponent(id)}`,
        })),
      ];
    },
    enabled: search.length >= MIN_CHARS,
    placeholderData: keepPreviousData,
  });
  return search.length >= MIN_CHARS ? (query.data ?? []) : [];
};

const Choice = ({ onChosen }: { readonly onChosen: () => void }) => {
  const [text, setText] = useState('');
  const [index, setIndex] = useState(0);
  const navigate = useNavigate();
  const id = useId();
  const found = [...commandsFor(text), ...useThings(useSettled(text.trim()))];
  const go = (command: Command | undefined) => {
    if (command === undefined) return;
    const { to, search = {}, hash, run } = command;
    onChosen();
    run?.();
    if (to !== undefined) void navigate({ to, search, ...(hash === undefined ? {} : { hash }) });
  };
  const move = (by: number) => setIndex((index + by + found.length) % Math.max(1, found.length));
  return (
    <>
      <input
        id="palette"
        role="combobox"
        aria-label="Where to, or what to do?"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length === 0 ? undefined : `${id}-${index}`}
        // biome-ignore lint/a11y/noAutofocus: a dialog that was opened to type in it
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setIndex(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') move(1);
          else if (event.key === 'ArrowUp') move(-1);
          else if (event.key === 'Enter') go(found[index]);
          else return;
          event.preventDefault();
        }}
        className="min-h-11 w-full rounded-xl border border-control bg-card px-3"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Places and actions"
        className="mt-3 flex max-h-80 flex-col overflow-y-auto"
      >
        {found.map((command, at) => (
          <div
            key={command.label}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === index}
            onClick={() => go(command)}
            onKeyDown={(event) => event.key === 'Enter' && go(command)}
            className="min-h-11 cursor-pointer rounded-xl px-3 py-2.5 text-sm aria-selected:bg-tint"
          >
            {command.label}
          </div>
        ))}
        {found.length === 0 && <p className="p-3 text-muted text-sm">Nothing is called so.</p>}
      </div>
    </>
  );
};

/** Where to, and what to do: opened by Ctrl+K or ⌘K from anywhere. */
export const Palette = () => {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  if (!isOpen) return null;
  return (
    <Dialog title="Where to, or what to do?" onClose={() => setOpen(false)}>
      <Choice onChosen={() => setOpen(false)} />
    </Dialog>
  );
};
