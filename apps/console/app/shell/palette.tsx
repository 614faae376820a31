import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { places } from './navigation.tsx';

const targets: readonly { readonly to: string; readonly label: string }[] = [
  ...places,
  { to: '/clients/new', label: 'Register a client' },
  { to: '/users/new', label: 'Add a user' },
];

const matching = (text: string) =>
  targets.filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()));

const Choice = ({ onChosen }: { readonly onChosen: () => void }) => {
  const [text, setText] = useState('');
  const [index, setIndex] = useState(0);
  const navigate = useNavigate();
  const id = useId();
  const found = matching(text);
  const go = (to: string | undefined) => {
    if (to === undefined) return;
    onChosen();
    void navigate({ to });
  };
  const move = (by: number) => setIndex((index + by + found.length) % Math.max(1, found.length));
  return (
    <>
      <input
        id="palette"
        role="combobox"
        aria-label="Where to?"
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
          else if (event.key === 'Enter') go(found[index]?.to);
          else return;
          event.preventDefault();
        }}
        className="min-h-11 w-full rounded-xl border border-control bg-card px-3"
      />
      <div id={`${id}-list`} role="listbox" aria-label="Places" className="mt-3 flex max-h-80 flex-col overflow-y-auto">
        {found.map(({ to, label }, at) => (
          <div
            key={to}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === index}
            onClick={() => go(to)}
            onKeyDown={(event) => event.key === 'Enter' && go(to)}
            className="min-h-11 cursor-pointer rounded-xl px-3 py-2.5 text-sm aria-selected:bg-tint"
          >
            {label}
          </div>
        ))}
      </div>
    </>
  );
};

/** Where to? Opened by Ctrl+K or ⌘K from anywhere. */
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
    <Dialog title="Where to?" onClose={() => setOpen(false)}>
      <Choice onChosen={() => setOpen(false)} />
    </Dialog>
  );
};
