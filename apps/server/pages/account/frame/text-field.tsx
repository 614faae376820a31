interface TextFieldProps {
  readonly id: string;
  readonly name: string;
  readonly type: 'text' | 'url' | 'tel' | 'password';
  readonly label: string;
  readonly autoComplete: string;
  readonly value?: string | undefined;
  readonly maxLength?: number;
  readonly required?: boolean;
  readonly hint?: string | undefined;
  /** What is wrong with it. */
  readonly fault?: string | undefined;
  /** The id of a list of proposals. */
  readonly list?: string | undefined;
}

/** One line among others, with what it should look like below it. */
export const TextField = (props: TextFieldProps) => {
  const { id, name, type, label, autoComplete, value, maxLength = 2048, required = false, hint, fault, list } = props;
  const about = [fault === undefined ? [] : [`${id}-fault`], hint === undefined ? [] : [`${id}-hint`]].flat();
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <input
        id={id}
        name={name}
        type={type}
        required={required}
        autoComplete={autoComplete}
        maxLength={maxLength}
        defaultValue={value}
        list={list}
        aria-invalid={fault === undefined ? undefined : true}
        aria-describedby={about.length === 0 ? undefined : about.join(' ')}
        dir="auto"
        className="min-h-12 w-full rounded-xl border border-control bg-card px-4 py-2 text-base aria-invalid:border-danger"
      />
      {fault !== undefined && (
        <p id={`${id}-fault`} className="text-danger text-sm leading-relaxed">
          {fault}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-muted text-sm leading-relaxed">
          {hint}
        </p>
      )}
    </div>
  );
};
