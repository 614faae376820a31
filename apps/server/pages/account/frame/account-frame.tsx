import type { ReactNode } from 'react';
import { Avatar } from '../../frame/avatar.tsx';
import { BrandLinks, hasLinks } from '../../frame/brand-links.tsx';
import { BrandMark } from '../../frame/brand-mark.tsx';
import { Document, type PageScript } from '../../frame/document.tsx';
import type { Surroundings } from '../../frame/frame.tsx';
import { Chevron } from '../../frame/icons.tsx';
import type { AccountSectionName } from '../../languages/account/messages.ts';
import { ACCOUNT_PATH, SWITCH_PATH, sectionPath } from '../account-urls.ts';
import type { AccountSection } from '../section.ts';

interface AccountFrameProps {
  readonly surroundings: Surroundings;
  readonly person: { readonly name: string; readonly login: string | undefined };
  readonly sections: readonly Pick<AccountSection, 'name' | 'Icon'>[];
  /** The section that is shown; undefined on the first page. */
  readonly current: AccountSectionName | undefined;
  readonly title: string;
  readonly script?: PageScript | undefined;
  readonly children: ReactNode;
}

const ENTRY =
  'flex min-h-11 items-center gap-3 rounded-xl px-3 py-2 text-muted hover:bg-tint hover:text-ink aria-[current=page]:bg-tint aria-[current=page]:font-medium aria-[current=page]:text-ink';

const Navigation = ({
  surroundings,
  sections,
  current,
}: Omit<AccountFrameProps, 'children' | 'title' | 'script' | 'person'>) => {
  const { account } = surroundings.language.messages;
  return (
    <nav aria-label={account.navigation} className="hidden md:block">
      <ul className="flex flex-col gap-1">
        {sections.map(({ name, Icon }) => (
          <li key={name}>
            <a
              id={`nav-${name}`}
              href={surroundings.root + sectionPath(name)}
              aria-current={name === current ? 'page' : undefined}
              className={ENTRY}
            >
              <Icon className="size-5 shrink-0" />
              <span className="min-w-0 wrap-anywhere">{account.sections[name].title}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** A page of the account: who it is about, the sections beside it on a wide screen, and a way back on a narrow one. */
export const AccountFrame = ({
  surroundings,
  person,
  sections,
  current,
  title,
  script,
  children,
}: AccountFrameProps) => {
  const { root, language } = surroundings;
  const { account, logout } = language.messages;
  return (
    <Document
      {...surroundings}
      title={title}
      script={script}
      className="min-h-dvh bg-paper font-sans text-ink antialiased"
    >
      <header className="border-line border-b bg-card">
        <div className="mx-auto flex max-w-5xl items-center gap-4 px-5 py-3 sm:px-8">
          <a
            id="account-home"
            href={root + ACCOUNT_PATH}
            className="flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-xl"
          >
            <BrandMark surroundings={surroundings} small />
          </a>
          <a
            id="account-switch"
            href={root + SWITCH_PATH}
            className="flex min-h-11 min-w-0 items-center gap-3 rounded-xl p-1 hover:bg-tint sm:pe-3"
          >
            <Avatar name={person.name} small />
            <bdi className="hidden max-w-48 truncate text-sm sm:block">{person.name}</bdi>
            <span className="sr-only">{account.switchAccount}</span>
          </a>
          <a
            id="account-sign-out"
            href={`${root}/logout`}
            className="flex min-h-11 shrink-0 items-center rounded-xl px-2 text-muted text-sm underline-offset-4 hover:text-ink hover:underline"
          >
            {logout.confirm}
          </a>
        </div>
      </header>
      <div
        className={`mx-auto max-w-5xl px-5 pt-6 pb-16 sm:px-8 md:pt-10 ${current === undefined ? '' : 'grid gap-10 md:grid-cols-[14rem_1fr]'}`}
      >
        {current !== undefined && <Navigation surroundings={surroundings} sections={sections} current={current} />}
        <main className="flex min-w-0 flex-col">
          {current !== undefined && (
            <a
              id="account-back"
              href={root + ACCOUNT_PATH}
              className="-ms-1 mb-3 inline-flex min-h-11 items-center gap-1 self-start text-accent text-sm underline-offset-4 hover:underline md:hidden"
            >
              <Chevron className="size-4 shrink-0 -scale-x-100 rtl:scale-x-100" />
              {account.title}
            </a>
          )}
          {children}
        </main>
      </div>
      {hasLinks(surroundings.brand) && (
        <footer className="px-5 pb-10 text-muted text-sm">
          <BrandLinks surroundings={surroundings} />
        </footer>
      )}
    </Document>
  );
};
