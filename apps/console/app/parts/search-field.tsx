import { Icon } from '../shell/icons.tsx';

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export const SearchField = ({ label, value, onChange }: SearchFieldProps) => (
  <div className="relative mb-4">
    <Icon of="search" className="pointer-events-none absolute top-3 left-3 size-5 text-muted" />
    <input
      id="search"
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
      className="min-h-11 w-full rounded-xl border border-control bg-card py-2 pr-3 pl-10 text-base placeholder:text-muted sm:text-sm"
    />
  </div>
);
