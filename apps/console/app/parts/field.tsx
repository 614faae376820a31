import { type ReactNode, useId } from 'react';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly help?: ReactNode;
  readonly fault?: string | undefined;
}

const CONTROL =
  'w-full rounded-xl border border-control bg-card px-3 py-2 text-base text-ink placeholder:text-muted aria-invalid:border-danger disabled:opacity-60 sm:text-sm';

interface ControlProps {
  readonly id: string;
  readonly name: string;
  readonly className: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

const Labelled = ({
  name,
  label,
  help,
  fault,
  children,
}: FieldProps & { readonly children: (props: ControlProps) => ReactNode }) => {
  const id = useId();
  const described = [help === undefined ? '' : `${id}-help`, fault === undefined ? '' : `${id}-fault`];
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      {children({
        id,
        name,
        className: CONTROL,
        'aria-describedby': described.join(' ').trim() || undefined,
        'aria-invalid': fault === undefined ? undefined : true,
      })}
      {help !== undefined && (
        <p id={`${id}-help`} className="text-muted text-sm">
          {help}
        </p>
      )}
      {fault !== undefined && (
        <p id={`${id}-fault`} className="text-danger text-sm">
          {fault}
        </p>
      )}
    </div>
  );
};

type TextProps = FieldProps & {
  readonly value?: string | undefined;
  readonly type?: 'text' | 'email' | 'url' | 'number' | 'password' | 'datetime-local';
  readonly required?: boolean;
  readonly placeholder?: string;
};

export const TextField = ({ value, type = 'text', required, placeholder, ...field }: TextProps) => (
  <Labelled {...field}>
    {(props) => (
      <input
        {...props}
        type={type}
        defaultValue={value}
        required={required}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        className={`${props.className} min-h-11`}
      />
    )}
  </Labelled>
);

export const TextArea = ({ value, rows = 3, required, ...field }: TextProps & { readonly rows?: number }) => (
  <Labelled {...field}>
    {(props) => (
      <textarea
        {...props}
        rows={rows}
        defaultValue={value}
        required={required}
        spellCheck={false}
        className={`${props.className} font-mono`}
      />
    )}
  </Labelled>
);

type Options = readonly (readonly [value: string, label: string])[];

export const SelectField = ({
  value,
  options,
  ...field
}: FieldProps & { readonly value?: string | undefined; readonly options: Options }) => (
  <Labelled {...field}>
    {(props) => (
      <select {...props} defaultValue={value} className={`${props.className} min-h-11`}>
        {options.map(([option, label]) => (
          <option key={option} value={option}>
            {label}
          </option>
        ))}
      </select>
    )}
  </Labelled>
);

export const CheckField = ({
  name,
  label,
  help,
  checked,
  value,
}: FieldProps & { readonly checked?: boolean; readonly value?: string }) => {
  const id = useId();
  return (
    <div className="flex gap-3">
      <input
        id={id}
        name={name}
        type="checkbox"
        value={value ?? 'true'}
        defaultChecked={checked}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        className="mt-0.5 size-6 shrink-0 accent-accent"
      />
      <div>
        <label htmlFor={id} className="inline-flex min-h-6 items-center font-medium text-sm">
          {label}
        </label>
        {help !== undefined && (
          <p id={`${id}-help`} className="text-muted text-sm">
            {help}
          </p>
        )}
      </div>
    </div>
  );
};
