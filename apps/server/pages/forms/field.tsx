interface FieldProps {
  readonly id: string;
  readonly type: 'text' | 'password' | 'email';
  readonly label: string;
  readonly autoComplete: string;
  readonly maxLength: number;
  readonly value?: string | undefined;
  /** What helps to fill it in. */
  readonly hint?: string | undefined;
  /** The id of the text that says what was wrong. */
  readonly errorId?: string | undefined;
  /** Whether it may stay empty. */
  readonly optional?: boolean;
  /** Whether the person begins here. */
  readonly first: boolean;
}

/** One line to fill in, 48 px high; its text is 16 px, or phones would zoom in. */
export const Field = ({
  id,
  type,
  label,
  autoComplete,
  maxLength,
  value,
  hint,
  errorId,
  optional = false,
  first,
}: FieldProps) => (
  <div className="flex flex-col gap-2">
    <label htmlFor={id} className="font-medium text-sm">
      {label}
    </label>
    <input
      id={id}
      name={id}
      type={type}
      required={!optional}
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={maxLength}
      defaultValue={value}
      aria-invalid={errorId === undefined ? undefined : true}
      aria-describedby={[errorId, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined}
      // biome-ignore lint/a11y/noAutofocus: the page has one task, which begins in this field
      autoFocus={first}
      dir="auto"
      className="min-h-12 w-full rounded-xl border border-control bg-card px-4 py-2 text-base aria-invalid:border-danger"
    />
    {hint !== undefined && (
      <p id={`${id}-hint`} className="text-muted text-sm leading-relaxed">
        {hint}
      </p>
    )}
  </div>
);
