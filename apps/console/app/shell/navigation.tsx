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
];

const ENTRY =
  'flex min-h-11 items-center gap-3 rounded-xl px-3 py-2 text-muted text-sm hover:bg-tint hover:text-ink aria-[current=page]:bg-tint aria-[current=page]:font-medium aria-[current=page]:text-ink';

export const Navigation = ({ onGo }: { readonly onGo?: () => void }) => (
  <nav aria-label="Console">
    <ul className="flex flex-col gap-1">
      {places.map(({ to, label, icon }) => (
        <li key={to}>
          <Link to={to} activeOptions={{ exact: to === '/' }} onClick={onGo} className={ENTRY}>
            <Icon of={icon} className="size-5 shrink-0" />
            {label}
          </Link>
        </li>
      ))}
    </ul>
    <p className="mt-4 px-3 text-muted text-xs max-md:hidden">Ctrl+K or ⌘K: go anywhere</p>
  </nav>
);
