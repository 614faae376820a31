import type { ReactNode } from 'react';

export type Fact = readonly [label: string, value: ReactNode];

/** Names and values, side by side where there is room. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-[12rem_1fr]">
    {facts.map(([label, value]) => (
      <div key={label} className="contents">
        <dt className="text-muted max-sm:-mb-2">{label}</dt>
        <dd className="wrap-anywhere min-w-0">{value}</dd>
      </div>
    ))}
  </dl>
);

/** Short texts, one beside the other. */
export const Words = ({ of }: { readonly of: readonly string[] }) =>
  of.length === 0 ? (
    <span className="text-muted">none</span>
  ) : (
    <ul className="flex flex-wrap gap-1.5">
      {of.map((word) => (
        <li key={word} className="wrap-anywhere rounded-lg border border-line px-2 py-0.5 font-mono text-xs">
          {word}
        </li>
      ))}
    </ul>
  );
