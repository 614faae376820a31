import { useNavigate } from '@tanstack/react-router';
import { filterIn } from './filter-in.ts';
import { SearchField } from './search-field.tsx';

export interface Narrowing<N extends string> {
  readonly name: N;
  readonly label: string;
  readonly options: readonly (readonly [value: string, label: string])[];
}

interface ListSearchProps<N extends string> {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** The page, in whose address the choices stand. */
  readonly to: string;
  readonly narrowings: readonly Narrowing<N>[];
  readonly filter: Readonly<Partial<Record<N, string>>>;
}

/** What a list is searched for, and what it is narrowed to. */
export const ListSearch = <N extends string>(props: ListSearchProps<N>) => {
  const { label, text, onText, to, narrowings, filter } = props;
  const navigate = useNavigate();
  const names = narrowings.map(({ name }) => name);
  return (
    <div className="flex flex-wrap gap-x-3">
      <div className="min-w-0 flex-1 basis-72">
        <SearchField label={label} value={text} onChange={onText} />
      </div>
      {narrowings.map(({ name, label: about, options }) => (
        <select
          key={name}
          id={`narrow-${name}`}
          aria-label={about}
          value={filter[name] ?? ''}
          onChange={({ target }) =>
            void navigate({ to, search: filterIn({ ...filter, [name]: target.value }, names), replace: true })
          }
          className="mb-4 min-h-11 rounded-xl border border-control bg-card px-3 text-base sm:text-sm"
        >
          <option value="">{about}: any</option>
          {options.map(([value, word]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </select>
      ))}
    </div>
  );
};
