import { createRootRoute, createRoute, createRouter, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CONSOLE_ROOT } from './api/places.ts';
import { AuditPage } from './pages/audit/audit-page.tsx';
import { BrandingPage, ClientBrandingPage } from './pages/branding/branding-page.tsx';
import { ClientPage } from './pages/clients/client-page.tsx';
import { ClientsPage } from './pages/clients/clients-page.tsx';
import { NewClientPage } from './pages/clients/new-client-page.tsx';
import { ConsentsPage } from './pages/consents/consents-page.tsx';
import { DryRunPage } from './pages/explain/dry-run-page.tsx';
import { ExplainPage } from './pages/explain/explain-page.tsx';
import { RefusalPage } from './pages/explain/refusal-page.tsx';
import { KeysPage } from './pages/keys/keys-page.tsx';
import { OutboxPage } from './pages/outbox/outbox-page.tsx';
import { OverviewPage } from './pages/overview/overview-page.tsx';
import { ProvidersPage } from './pages/providers/providers-page.tsx';
import { RegistrationPage } from './pages/registration/registration-page.tsx';
import { ResourcesPage } from './pages/resources/resources-page.tsx';
import { ScopesPage } from './pages/scopes/scopes-page.tsx';
import { SessionsPage } from './pages/sessions/sessions-page.tsx';
import { SettingsPage } from './pages/settings/settings-page.tsx';
import { TokensPage } from './pages/tokens/tokens-page.tsx';
import { TrustedIssuersPage } from './pages/trusted-issuers/trusted-issuers-page.tsx';
import { NewUserPage } from './pages/users/new-user-page.tsx';
import { UserPage } from './pages/users/user-page.tsx';
import { UsersPage } from './pages/users/users-page.tsx';
import { Empty } from './parts/card.tsx';
import { PageHead } from './parts/page-head.tsx';
import { Frame } from './shell/frame.tsx';

const Nowhere = () => (
  <>
    <PageHead title="There is no such page" />
    <Empty title="The address leads nowhere">
      <Link to="/" className="text-accent underline">
        To the overview
      </Link>
    </Empty>
  </>
);

/** Every page, by its path. */
const pages: readonly (readonly [path: string, page: () => ReactNode])[] = [
  ['/', OverviewPage],
  ['/clients', ClientsPage],
  ['/clients/new', NewClientPage],
  ['/clients/$id', ClientPage],
  ['/users', UsersPage],
  ['/users/new', NewUserPage],
  ['/users/$id', UserPage],
  ['/sessions', SessionsPage],
  ['/consents', ConsentsPage],
  ['/resources', ResourcesPage],
  ['/scopes', ScopesPage],
  ['/keys', KeysPage],
  ['/tokens', TokensPage],
  ['/identity-providers', ProvidersPage],
  ['/trusted-issuers', TrustedIssuersPage],
  ['/registration-tokens', RegistrationPage],
  ['/branding', BrandingPage],
  ['/branding/$id', ClientBrandingPage],
  ['/explain', ExplainPage],
  ['/explain/dry-run', DryRunPage],
  ['/explain/$id', RefusalPage],
  ['/audit', AuditPage],
  ['/outbox', OutboxPage],
  ['/settings', SettingsPage],
];

export const createConsoleRouter = () => {
  const root = createRootRoute({ component: Frame, notFoundComponent: Nowhere });
  return createRouter({
    basepath: CONSOLE_ROOT,
    scrollRestoration: true,
    routeTree: root.addChildren(
      pages.map(([path, component]) => createRoute({ getParentRoute: () => root, path, component })),
    ),
  });
};
