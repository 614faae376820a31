import type { OwnLink } from '@cardea/core';
import { SubmitButton } from '../../forms/button.tsx';
import { Form, type FormTarget } from '../../forms/form.tsx';
import { Avatar } from '../../frame/avatar.tsx';
import type { Surroundings } from '../../frame/frame.tsx';
import { isolate } from '../../frame/isolate.ts';
import { UpstreamNotice } from '../../upstream/upstream-notice.tsx';
import type { UpstreamProblem } from '../../upstream/upstream-problem.ts';
import { Card } from '../frame/card.tsx';
import { agoInWords, dateInWords, Moment } from '../frame/moment.tsx';

interface LinksContentProps {
  readonly surroundings: Surroundings;
  readonly form: FormTarget;
  readonly links: readonly OwnLink[];
  readonly now: number;
  readonly problem?: UpstreamProblem | undefined;
}

type LinkProps = Omit<LinksContentProps, 'links' | 'problem'> & OwnLink;

const Facts = ({ surroundings, provider, link, now }: Omit<LinkProps, 'form'>) => {
  const { tag, messages } = surroundings.language;
  const words = messages.account.links;
  if (link === undefined) return <p className="text-muted text-sm leading-relaxed">{words.notLinked}</p>;
  return (
    <>
      {link.label !== undefined && <bdi className="block text-sm wrap-anywhere">{link.label}</bdi>}
      <p className="text-muted text-sm leading-relaxed">
        <Moment at={link.createdAt}>{words.since(dateInWords(link.createdAt, tag))}</Moment>
        {' · '}
        <Moment at={link.usedAt}>{words.lastUsed(agoInWords(link.usedAt, now, tag))}</Moment>
        {!provider.enabled && ` · ${words.off}`}
      </p>
    </>
  );
};

const Link = ({ form, ...rest }: LinkProps) => {
  const { surroundings, provider, link } = rest;
  const words = surroundings.language.messages.account.links;
  const name = isolate(provider.name);
  return (
    <Card id={`link-${provider.id}`}>
      <div className="flex flex-col gap-5 sm:flex-row sm:items-center">
        <div className="flex min-w-0 flex-1 items-center gap-4">
          <Avatar name={provider.name} />
          <div className="min-w-0 flex-1">
            <h2 className="font-semibold text-lg tracking-tight wrap-anywhere">
              <bdi>{provider.name}</bdi>
            </h2>
            <Facts {...rest} />
          </div>
        </div>
        <Form target={form}>
          <input type="hidden" name="provider" value={provider.id} />
          {link === undefined ? (
            <SubmitButton
              id={`link-start-${provider.id}`}
              look="secondary"
              name="do"
              value="link"
              label={words.linkOf(name)}
              narrow
            >
              {words.link}
            </SubmitButton>
          ) : (
            <SubmitButton
              id={`link-remove-${provider.id}`}
              look="danger"
              name="do"
              value="unlink"
              label={words.unlinkOf(name)}
              narrow
            >
              {words.unlink}
            </SubmitButton>
          )}
        </Form>
      </div>
    </Card>
  );
};

/** The providers that a person signs in at, and those they could. */
export const LinksContent = ({ links, problem, ...rest }: LinksContentProps) => {
  const words = rest.surroundings.language.messages.account.links;
  return (
    <div id="links">
      {problem !== undefined && <UpstreamNotice id="link-error" surroundings={rest.surroundings} problem={problem} />}
      {links.length === 0 ? (
        <Card id="links-none" text={words.none} />
      ) : (
        <>
          {links.map((own) => (
            <Link key={own.provider.id} {...own} {...rest} />
          ))}
          <p className="max-w-prose px-1 text-muted text-sm leading-relaxed">{words.help}</p>
        </>
      )}
    </div>
  );
};
