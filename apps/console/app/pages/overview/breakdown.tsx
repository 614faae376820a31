import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { inWords, type Series } from './numbers.ts';

const SHOWN = 6;

const ways: Readonly<Record<string, string>> = {
  password: 'Password',
  passkey: 'Passkey',
  email_code: 'Code by mail',
  provider: 'Identity provider',
};

interface ListProps {
  readonly id: string;
  readonly title: string;
  readonly rows: Series['byGrant'];
  readonly name?: (label: string) => string;
  readonly none: string;
  readonly children?: ReactNode;
}

const List = ({ id, title, rows, name = (label) => label, none, children }: ListProps) => {
  const most = rows[0]?.value ?? 0;
  return (
    <section id={id} className="min-w-0 rounded-2xl border border-line bg-card p-5">
      <h3 className="mb-3 font-medium text-sm">{title}</h3>
      {rows.length === 0 ? (
        <p className="text-muted text-sm">{none}</p>
      ) : (
        <ul className="flex flex-col gap-2 text-sm">
          {rows.slice(0, SHOWN).map(({ label, value }) => (
            <li key={label}>
              <div className="flex items-baseline justify-between gap-3">
                <span className="wrap-anywhere">{name(label)}</span>
                <span className="text-muted tabular-nums">{inWords(value)}</span>
              </div>
              <svg aria-hidden="true" viewBox="0 0 100 1" preserveAspectRatio="none" className="mt-1 h-1 w-full">
                <rect width="100" height="1" className="fill-line" />
                <rect width={most === 0 ? 0 : (100 * value) / most} height="1" className="fill-accent" />
              </svg>
            </li>
          ))}
        </ul>
      )}
      {rows.length > 0 && children}
    </section>
  );
};

/** Of which kinds it was. */
export const Breakdown = ({ series }: { readonly series: Series }) => (
  <div className="grid gap-4 md:grid-cols-3">
    <List id="by-grant" title="Tokens by grant" rows={series.byGrant} none="No token was issued." />
    <List
      id="by-sign-in"
      title="How people signed in"
      rows={series.bySignIn}
      name={(label) => ways[label] ?? label}
      none="Nobody signed in."
    />
    <List id="by-refusal" title="Refusals by reason" rows={series.byRefusal} none="Nothing was refused.">
      <Link to="/explain" className="mt-3 inline-flex min-h-6 items-center text-accent text-sm hover:underline">
        Why were they refused?
      </Link>
    </List>
  </div>
);
