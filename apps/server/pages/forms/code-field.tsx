interface CodeFieldProps {
  readonly id: 'code' | 'recovery-code';
  readonly label: string;
  readonly help?: string | undefined;
  readonly kind: 'digits' | 'text';
  readonly maxLength: number;
  readonly errorId?: string | undefined;
  readonly first: boolean;
}

/** A code to type: digits come from an app, and phones offer to fill them in (`one-time-code`). */
export const CodeField = ({ id, label, help, kind, maxLength, errorId, first }: CodeFieldProps) => {
  const helpId = help === undefined ? undefined : `${id}-help`;
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <input
        id={id}
        name="code"
        type="text"
        required
        inputMode={kind === 'digits' ? 'numeric' : 'text'}
        autoComplete={kind === 'digits' ? 'one-time-code' : 'off'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        maxLength={maxLength}
        aria-invalid={errorId === undefined ? undefined : true}
        aria-describedby={[errorId, helpId].filter(Boolean).join(' ') || undefined}
        // biome-ignore lint/a11y/noAutofocus: the page has one task, which begins in this field
        autoFocus={first}
        dir="ltr"
        className="min-h-12 w-full rounded-xl border border-control bg-card px-4 py-2 font-mono text-lg tracking-widest aria-invalid:border-danger rtl:text-end"
      />
      {help !== undefined && (
        <p id={helpId} className="text-muted text-sm leading-relaxed">
          {help}
        </p>
      )}
    </div>
  );
};
