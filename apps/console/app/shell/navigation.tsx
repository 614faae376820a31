import { Link } from '@tanstack/react-router';
import type { Drawing } from './icons.tsx';
import { Icon } from './icons.tsx';

export interface Place {
  readonly to: string;
  readonly label: string;
  readonly icon: Drawing;
}

export const places: readonly Place[] = [
  { to: '/', label: 'Overview', icon: 'overview' },
  { to: '/clients', label: 'Clients', icon: 'clients' },
  { to: '/users', label: 'Users', icon: 'users' },
  { to: '/sessions', label: 'Sessions', icon: 'sessions' },
  { to: '/consents', label: 'Consents', icon: 'consents' },
  { to: '/resources', label: 'Resources', icon: 'resources' },
  { to: '/scopes', label: 'Scopes', icon: 'scopes' },
  { to: '/keys', label: 'Signing keys', icon: 'keys' },
  { to: '/tokens', label: 'Tokens', icon: 'tokens' },
  { to: '/identity-providers', label: 'Identity providers', icon: 'providers' },
  { to: '/trusted-issuers', label: 'Trusted issuers', icon: 'issuers' },
  { to: '/registration-tokens', label: 'Registration', icon: 'registration' },
  { to: '/branding', label: 'Branding', icon: 'branding' },
  { to: '/explain', label: 'Explain', icon: 'search' },
  { to: '/audit', label: 'Audit', icon: 'audit' },
  { to: '/outbox', label: 'Outbox', icon: 'outbox' },
  { to: '/settings', label: 'Settings', icon: 'settings' },
];

const ENTRY =
  'flex min-h-10 items-center gap-3 rounded-xl px-3 py-1.5 text-muted text-sm hover:bg-tint hover:text-ink aria-[current=page]:bg-tint aria-[current=page]:font-medium aria-[current=page]:text-ink';

const groups: readonly (readonly [title: string, paths: readonly string[]])[] = [
  ['People', ['/users', '/sessions', '/consents', '/identity-providers']],
  ['Software', ['/clients', '/resources', '/scopes', '/tokens', '/trusted-issuers', '/registration-tokens']],
];
const grouped: readonly string[] = groups.flatMap(([, paths]) => paths);

/** Whatever is in no other group is about the server itself. */
const listed: readonly (readonly [title: string, places: readonly Place[]])[] = [
  ['', places.filter(({ to }) => to === '/')],
  ...groups.map(([title, paths]) => [title, places.filter(({ to }) => paths.includes(to))] as const),
  ['Server', places.filter(({ to }) => to !== '/' && !grouped.includes(to))],
];

const Entries = ({ of, onGo }: { readonly of: readonly Place[]; readonly onGo: (() => void) | undefined }) => (
  <ul className="flex flex-col">
    {of.map(({ to, label, icon }) => (
      <li key={to}>
        <Link to={to} activeOptions={{ exact: to === '/' }} onClick={onGo} className={ENTRY}>
          <Icon of={icon} className="size-5 shrink-0" />
          {label}
        </Link>
      </li>
    ))}
  </ul>
);

export const Navigation = ({ onGo }: { readonly onGo?: () => void }) => (
  <nav aria-label="Console" className="flex flex-col gap-4">
    {listed.map(([title, of]) => (
      <div key={title}>
        {title !== '' && <p className="px-3 pb-1 font-medium text-muted text-xs">{title}</p>}
        <Entries of={of} onGo={onGo} />
      </div>
    ))}
    <p className="px-3 text-muted text-xs max-md:hidden">Ctrl+K or ⌘K: go anywhere</p>
  </nav>
);
