import { useState } from 'react';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import type { Setting } from './changeable-setting.tsx';

const Value = ({ setting: { isSecret, isSet, value } }: { readonly setting: Setting }) => {
  if (isSecret) return <span className="text-muted">{isSet ? 'set, and told to nobody' : 'not set'}</span>;
  if (value === undefined) return <span className="text-muted">not set</span>;
  return <code className="wrap-anywhere font-mono text-xs">{value}</code>;
};

const sources: Readonly<Record<Setting['source'], string>> = {
  environment: 'environment',
  file: 'settings file',
  stored: 'changed here',
  default: 'default',
};

const Row = ({ setting }: { readonly setting: Setting }) => (
  <li className="px-5 py-3">
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <span className="wrap-anywhere min-w-0 flex-1 basis-56 font-medium text-sm">{setting.name}</span>
      <span className="min-w-0 basis-56 text-sm">
        <Value setting={setting} />
      </span>
      <Badge tone={setting.source === 'default' ? 'plain' : 'good'}>{sources[setting.source]}</Badge>
    </div>
    <p className="mt-1 text-muted text-sm">{setting.doc.replaceAll('`', '')}</p>
    <p className="mt-1 text-muted text-xs">
      <code className="wrap-anywhere select-all font-mono">{setting.variable}</code>
    </p>
  </li>
);

const matches =
  (text: string) =>
  ({ name, variable, doc }: Setting): boolean =>
    [name, variable, doc].some((words) => words.toLowerCase().includes(text.trim().toLowerCase()));

/** What is set at the machine: to be looked at. */
export const FixedSettings = ({ settings }: { readonly settings: readonly Setting[] }) => {
  const [text, setText] = useState('');
  const [isWhole, setWhole] = useState(false);
  const isSearching = text.trim() !== '';
  const shown = isSearching || isWhole ? settings : settings.filter(({ isSet }) => isSet);
  const found = shown.filter(matches(text));
  return (
    <section id="fixed" aria-labelledby="fixed-title" className="mt-10">
      <h2 id="fixed-title" className="font-semibold tracking-tight">
        Set at the machine
      </h2>
      <p className="mt-1 mb-4 max-w-prose text-muted text-sm">
        What opens, secures and connects the server is set by its operator, in the environment or the settings file, and
        holds from the next start on. What is said here is of the server that answers.
      </p>
      <SearchField label="Search by name, variable or meaning" value={text} onChange={setText} />
      {found.length === 0 ? (
        <p className="text-muted text-sm">
          {isSearching ? 'No setting is called so.' : 'Nothing is set: all is as it comes.'}
        </p>
      ) : (
        <ul
          id="fixed-settings"
          aria-label="Settings of the machine"
          className="divide-y divide-line rounded-2xl border border-line bg-card"
        >
          {found.map((setting) => (
            <Row key={setting.name} setting={setting} />
          ))}
        </ul>
      )}
      {!isSearching && !isWhole && (
        <div className="mt-4 text-center">
          <Button id="all-settings" onClick={() => setWhole(true)}>
            Show all {settings.length}, those that nobody has set too
          </Button>
        </div>
      )}
    </section>
  );
};
