import type { OwnRequest, Visitor } from '@cardea/core';
import { isRefusal, type Refusal } from '@cardea/protocol';
import type { ReactElement } from 'react';
import type { Cardea } from '../../cardea.ts';
import { issuerPath } from '../../http/issuer-path.ts';
import type { EndpointRequest } from '../../routes/endpoint.ts';
import { presentBrowser } from '../flow/browser.ts';
import { personNames } from '../flow/person-names.ts';
import { respondOutcome } from '../flow/respond-next.tsx';
import { type AccountFormName, formToken } from '../forms/form-token.ts';
import { Notice } from '../frame/notice.tsx';
import type { AccountNotice, AccountSectionName } from '../languages/account/messages.ts';
import { respondPage } from '../respond-page.ts';
import { passkeyPageScript } from '../scripts/page-script.ts';
import { surroundingsFor } from '../surroundings.ts';
import { confirmPath, sectionPath } from './account-urls.ts';
import { AccountFrame } from './frame/account-frame.tsx';
import { SectionHeading } from './frame/card.tsx';
import { HomeContent } from './home/home-content.tsx';
import type { AccountSection, SectionVisit } from './section.ts';
import { accountSections } from './sections.ts';

export const accountFormName = (section: AccountSectionName, accountId: string): AccountFormName =>
  `account.${section}.${accountId}`;

/** What a section works with, for the person it is shown to. */
export const sectionVisit = async (
  { name }: AccountSection,
  { visitor, request }: { readonly visitor: Visitor; readonly request: Request },
  cardea: Cardea,
): Promise<SectionVisit> => {
  const root = issuerPath(cardea.settings.issuer);
  const accountId = visitor.person.account.id;
  const { secret } = visitor.browser;
  return {
    visitor,
    request,
    cardea,
    surroundings: await surroundingsFor(request, cardea),
    form: {
      action: root + sectionPath(name),
      accountId,
      token: formToken(cardea.digests, { secret, form: accountFormName(name, accountId) }),
    },
    confirmUrl: root + confirmPath(name),
  };
};

interface SectionPage {
  readonly content: ReactElement;
  readonly notice?: AccountNotice | undefined;
  readonly status?: number;
  readonly cookies?: readonly string[];
}

export const respondSection = async (
  { name, leadsTo, usesPasskeys }: AccountSection,
  visit: SectionVisit,
  { content, notice, status = 200, cookies = [] }: SectionPage,
): Promise<Response> => {
  const { visitor, surroundings } = visit;
  const { account } = surroundings.language.messages;
  const { title, summary } = account.sections[name];
  const script = usesPasskeys ? passkeyPageScript() : undefined;
  return respondPage(
    <AccountFrame
      surroundings={surroundings}
      person={personNames(visitor.person.account)}
      sections={accountSections}
      current={name}
      title={title}
      script={script}
    >
      <SectionHeading title={title} text={summary} />
      {notice !== undefined && (
        <Notice id="account-notice" kind="done">
          <p>{account.notices[notice]}</p>
        </Notice>
      )}
      {content}
    </AccountFrame>,
    { status, cookies, alone: true, leadsTo: await leadsTo?.(visit), nonce: script?.nonce },
  );
};

export const respondHome = async (visitor: Visitor, request: Request, cardea: Cardea): Promise<Response> => {
  const surroundings = await surroundingsFor(request, cardea);
  const person = personNames(visitor.person.account);
  return respondPage(
    <AccountFrame
      surroundings={surroundings}
      person={person}
      sections={accountSections}
      current={undefined}
      title={surroundings.language.messages.account.title}
    >
      <HomeContent surroundings={surroundings} person={person} sections={accountSections} />
    </AccountFrame>,
    { alone: true },
  );
};

/** Where a person comes back to: a path of ours, never one that was sent. */
type Way = Omit<OwnRequest, 'returnUrl'> & { readonly returnPath: string };

/** On to a sign-in that leads back here. */
export const respondSignIn = async (
  { returnPath, ...wish }: Way,
  incoming: EndpointRequest,
  cardea: Cardea,
): Promise<Response | Refusal> => {
  const { browser, cookies } = presentBrowser(incoming, cardea);
  const returnUrl = cardea.settings.issuer + returnPath;
  const outcome = await cardea.engine.flow.beginOwn({ ...wish, returnUrl }, browser);
  return isRefusal(outcome) ? outcome : respondOutcome(outcome, { request: incoming.request, cardea, cookies });
};
