import { Avatar } from '../../frame/avatar.tsx';
import type { Surroundings } from '../../frame/frame.tsx';
import { Chevron } from '../../frame/icons.tsx';
import { isolate } from '../../frame/isolate.ts';
import { sectionPath } from '../account-urls.ts';
import type { AccountSection } from '../section.ts';

interface HomeContentProps {
  readonly surroundings: Surroundings;
  readonly person: { readonly name: string; readonly login: string | undefined };
  readonly sections: readonly Pick<AccountSection, 'name' | 'Icon'>[];
}

/** The first of the account pages: who it is about, and where everything is. */
export const HomeContent = ({ surroundings, person, sections }: HomeContentProps) => {
  const { account } = surroundings.language.messages;
  return (
    <>
      <div className="mb-6 flex items-center gap-4">
        <Avatar name={person.name} />
        <div className="min-w-0">
          <h1 className="text-balance font-semibold text-2xl tracking-tight wrap-anywhere">
            {account.greeting(isolate(person.name))}
          </h1>
          {person.login !== undefined && (
            <bdi id="account-login" className="text-muted wrap-anywhere">
              {person.login}
            </bdi>
          )}
        </div>
      </div>
      <ul
        id="account-sections"
        className="overflow-hidden rounded-3xl border border-line bg-card md:grid md:grid-cols-2 md:gap-4 md:overflow-visible md:rounded-none md:border-0 md:bg-transparent"
      >
        {sections.map(({ name, Icon }) => (
          <li
            key={name}
            className="border-line border-b last:border-b-0 md:overflow-hidden md:rounded-3xl md:border md:bg-card md:last:border-b"
          >
            <a
              id={`account-${name}`}
              href={surroundings.root + sectionPath(name)}
              className="flex h-full items-center gap-4 px-5 py-4 hover:bg-tint sm:px-6 md:py-6"
            >
              <span className="flex size-11 shrink-0 items-center justify-center rounded-full bg-tint text-accent">
                <Icon className="size-5" />
              </span>
              <span className="flex min-w-0 flex-1 flex-col">
                <span className="font-medium wrap-anywhere">{account.sections[name].title}</span>
                <span className="text-muted text-sm leading-relaxed wrap-anywhere">
                  {account.sections[name].summary}
                </span>
              </span>
              <Chevron className="size-5 shrink-0 text-muted rtl:-scale-x-100" />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
};
