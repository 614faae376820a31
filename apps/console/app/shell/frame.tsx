import { Link, Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { signOut } from '../api/session.ts';
import { Badge } from '../parts/badge.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Door, Icon } from './icons.tsx';
import { Navigation } from './navigation.tsx';
import { Palette } from './palette.tsx';
import { useSession } from './session-context.ts';
import { StepUp } from './step-up.tsx';
import { applyTheme, currentTheme, nextTheme } from './theme.ts';
import { Toasts } from './toasts.tsx';

const TOOL = 'inline-flex size-11 items-center justify-center rounded-xl text-muted hover:bg-tint hover:text-ink';

const ThemeButton = () => {
  const [theme, setTheme] = useState(currentTheme);
  const change = () => {
    const next = nextTheme(theme);
    applyTheme(next);
    setTheme(next);
  };
  return (
    <button id="theme" type="button" onClick={change} className={TOOL} aria-label={`Colours: ${theme}. Change`}>
      <Icon of="theme" className="size-5" />
    </button>
  );
};

const Menu = () => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button id="menu" type="button" onClick={() => setOpen(true)} className={`${TOOL} md:hidden`} aria-label="Menu">
        <Icon of="menu" className="size-5" />
      </button>
      {isOpen && (
        <Dialog title="Console" onClose={() => setOpen(false)}>
          <Navigation onGo={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
};

const Header = () => {
  const { person, issuer } = useSession();
  return (
    <header className="sticky top-0 z-10 border-line border-b bg-card">
      <div className="mx-auto flex max-w-7xl items-center gap-2 px-4 py-2 sm:px-6">
        <Menu />
        <Link to="/" className="flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-xl">
          <Door className="size-8 shrink-0" />
          <span className="truncate font-semibold tracking-tight">{new URL(issuer).host}</span>
        </Link>
        <ThemeButton />
        <span id="person" className="hidden min-w-0 items-center gap-2 text-sm sm:flex">
          <bdi className="max-w-40 truncate">{person.name}</bdi>
          <Badge tone="good">{person.role}</Badge>
        </span>
        <button id="sign-out" type="button" onClick={() => void signOut()} className={TOOL} aria-label="Sign out">
          <Icon of="leave" className="size-5" />
        </button>
      </div>
    </header>
  );
};

/** What every page of the console has around it. */
export const Frame = () => (
  <>
    <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-20 focus:bg-card focus:p-3">
      Skip to the page
    </a>
    <Header />
    <div className="mx-auto grid max-w-7xl gap-8 px-4 pt-6 pb-20 sm:px-6 md:grid-cols-[13rem_1fr]">
      <div className="hidden md:block">
        <div className="-m-1 sticky top-20 max-h-[calc(100dvh-6rem)] overflow-y-auto p-1">
          <Navigation />
        </div>
      </div>
      <main id="main" className="min-w-0">
        <Outlet />
      </main>
    </div>
    <Palette />
    <StepUp />
    <Toasts />
  </>
);
