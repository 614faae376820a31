import { useNavigate } from '@tanstack/react-router';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';
import { filterIn } from './filter-in.ts';
import { formValues } from './form-values.ts';

export interface FilterField<N extends string> {
  readonly name: N;
  readonly label: string;
  readonly placeholder?: string;
}

interface FilterFormProps<N extends string> {
  readonly id: string;
  /** The page that it narrows: what is wanted stands in its address. */
  readonly to: string;
  readonly fields: readonly FilterField<N>[];
  readonly filter: Readonly<Partial<Record<N, string>>>;
  readonly submit?: string;
}

/** What a list is narrowed to. */
export const FilterForm = <N extends string>({ id, to, fields, filter, submit = 'Search' }: FilterFormProps<N>) => {
  const navigate = useNavigate();
  const names = fields.map(({ name }) => name);
  return (
    <form
      id={id}
      key={JSON.stringify(filter)}
      className="flex flex-wrap items-end gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const values = formValues(event.currentTarget);
        const wanted = Object.fromEntries(names.map((name) => [name, values.text(name)]));
        void navigate({ to, search: filterIn(wanted, names) });
      }}
    >
      {fields.map(({ name, label, placeholder = '' }) => (
        <div key={name} className="min-w-0 flex-1 basis-48">
          <TextField name={name} label={label} value={filter[name]} placeholder={placeholder} />
        </div>
      ))}
      <Button id={`${id}-submit`} type="submit">
        {submit}
      </Button>
    </form>
  );
};
