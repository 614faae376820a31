import { isRefusal, refuse } from '@cardea/protocol';
import { issuerPath } from '../../http/issuer-path.ts';
import { readQuery } from '../../http/read-parameters.ts';
import {
  ACCOUNT_PATH,
  CONFIRM_PATH,
  GOODBYE_PATH,
  SWITCH_PATH,
  sectionPath,
} from '../../pages/account/account-urls.ts';
import { respondGoodbye } from '../../pages/account/deletion/goodbye-page.tsx';
import { readGoodbye } from '../../pages/account/notice-proof.ts';
import { respondHome, respondSignIn } from '../../pages/account/respond-account.tsx';
import { accountSections } from '../../pages/account/sections.ts';
import { presentBrowser } from '../../pages/flow/browser.ts';
import { seeOther } from '../../pages/respond-page.ts';
import type { Endpoint } from '../endpoint.ts';
import { sectionEndpoint } from './section-endpoint.ts';

const page = { methods: ['GET'], crossOrigin: false, audience: 'people' } as const;

const home: Endpoint = {
  ...page,
  name: 'account',
  path: () => ACCOUNT_PATH,
  summary: 'The first page of a person’s account; whoever is not signed in signs in first.',
  specification: 'Design §2',
  async handle(incoming, cardea) {
    const visitor = await cardea.engine.selfService.visitor(presentBrowser(incoming, cardea).browser);
    return isRefusal(visitor)
      ? respondSignIn({ returnPath: ACCOUNT_PATH }, incoming, cardea)
      : respondHome(visitor, incoming.request, cardea);
  },
};

const switchAccount: Endpoint = {
  ...page,
  name: 'account-switch',
  path: () => SWITCH_PATH,
  summary: 'Leads to the choice of an account, and back to its first page.',
  specification: 'OpenID Connect Core §3.1.2.1',
  handle: (incoming, cardea) => respondSignIn({ returnPath: ACCOUNT_PATH, prompt: 'select_account' }, incoming, cardea),
};

const confirm: Endpoint = {
  ...page,
  name: 'account-confirm',
  path: () => CONFIRM_PATH,
  summary: 'A person proves again who they are, and comes back to the section that asked for it.',
  specification: 'OWASP ASVS 7.5.1',
  async handle(incoming, cardea) {
    const query = readQuery(incoming.request);
    if (isRefusal(query)) return query;
    const section = accountSections.find(({ name }) => name === query.get('for'));
    if (section === undefined) return refuse('request.parameter_invalid', { parameter: 'for' });
    const returnPath = sectionPath(section.name);
    const visitor = await cardea.engine.selfService.visitor(presentBrowser(incoming, cardea).browser);
    if (isRefusal(visitor)) return respondSignIn({ returnPath }, incoming, cardea);
    const accountId = visitor.person.account.id;
    return respondSignIn({ returnPath, prompt: 'login', accountId }, incoming, cardea);
  },
};

const goodbye: Endpoint = {
  ...page,
  name: 'account-goodbye',
  path: () => GOODBYE_PATH,
  summary: 'Says that an account is going to be deleted, and when.',
  specification: 'Design D12',
  async handle(incoming, cardea) {
    const query = readQuery(incoming.request);
    if (isRefusal(query)) return query;
    const { secret } = cardea.cookies.read(incoming.request);
    const deleteAt = readGoodbye(query, secret, cardea.digests);
    return deleteAt === undefined
      ? seeOther(issuerPath(cardea.settings.issuer) + ACCOUNT_PATH)
      : respondGoodbye(incoming.request, deleteAt, cardea);
  },
};

/** The account pages: the first, the ways to a sign-in, and each section. */
export const accountEndpoints: readonly Endpoint[] = [
  home,
  switchAccount,
  confirm,
  goodbye,
  ...accountSections.map(sectionEndpoint),
];
