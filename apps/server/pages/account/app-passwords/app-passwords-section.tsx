import type { AppPasswordFault } from '@cardea/core';
import { isRefusal, type Parameters } from '@cardea/protocol';
import type { ReactElement } from 'react';
import { AppKey } from '../../frame/icons.tsx';
import { ConfirmFirst } from '../frame/confirm-first.tsx';
import type { AccountSection, SectionVisit } from '../section.ts';
import { AppPasswordList } from './app-passwords-content.tsx';
import { MadeAppPassword } from './made-app-password.tsx';
import { NEVER, NewAppPasswordForm, scopeField } from './new-app-password-form.tsx';

const DAY_SECONDS = 86_400;
const CHOICES_DAYS = [7, 30, 90, 365];

const lifetimesOf = ({ cardea: { settings } }: SectionVisit) => {
  const { appPasswordMaxTtlSeconds: most, appPasswordTtlSeconds } = settings;
  const usualSeconds = Math.min(appPasswordTtlSeconds, most ?? Number.POSITIVE_INFINITY);
  const lengths = [
    ...CHOICES_DAYS.map((days) => days * DAY_SECONDS),
    usualSeconds,
    ...(most === undefined ? [] : [most]),
  ]
    .filter((seconds) => seconds <= (most ?? Number.POSITIVE_INFINITY))
    .toSorted((a, b) => a - b);
  return { usualSeconds, lifetimes: [...new Set(lengths), ...(most === undefined ? [undefined] : [])] };
};

interface Refused {
  readonly fault: AppPasswordFault;
  readonly typed: { readonly name: string; readonly scopes: readonly string[]; readonly ttl: string };
}

const contentOf = async (visit: SectionVisit, above: ReactElement | null, refused?: Refused): Promise<ReactElement> => {
  const { visitor, cardea, surroundings, form } = visit;
  const { selfService } = cardea.engine;
  const [appPasswords, offered] = [
    await selfService.appPasswords.list(visitor),
    await selfService.appPasswords.scopes(),
  ];
  const common = { surroundings, form, offered };
  const mayMake = !isRefusal(selfService.fresh(visitor));
  return (
    <>
      {above}
      {mayMake ? <NewAppPasswordForm {...common} {...lifetimesOf(visit)} {...refused} /> : <ConfirmFirst {...visit} />}
      <AppPasswordList {...common} appPasswords={appPasswords} now={Math.floor(cardea.clock.nowMs() / 1000)} />
    </>
  );
};

/** Lifetimes in seconds, as the form names them; one that is none is past any policy. */
const ttlFrom = (chosen: string): number | null => {
  if (chosen === NEVER) return null;
  return /^\d{1,10}$/.test(chosen) && Number(chosen) > 0 ? Number(chosen) : Number.POSITIVE_INFINITY;
};

const typedIn = async ({ cardea }: SectionVisit, fields: Parameters): Promise<Refused['typed']> => {
  const offered = await cardea.engine.selfService.appPasswords.scopes();
  return {
    name: fields.get('name') ?? '',
    scopes: offered.map(({ name }) => name).filter((name) => fields.has(scopeField(name))),
    ttl: fields.get('ttl') ?? '',
  };
};

export const appPasswords: AccountSection = {
  name: 'app-passwords',
  Icon: AppKey,
  summary:
    'A person makes passwords for programs that know no other way to sign in, and ends them; making one takes a fresh sign-in.',
  specification: 'RFC 7617, OWASP ASVS 7.5.1',
  show: (visit) => contentOf(visit, null),
  actions: {
    async make(visit, fields) {
      const { visitor, cardea, surroundings } = visit;
      const { selfService } = cardea.engine;
      const fresh = selfService.fresh(visitor);
      if (isRefusal(fresh)) return fresh;
      const typed = await typedIn(visit, fields);
      const { name, scopes } = typed;
      const made = await selfService.appPasswords.make(fresh, { name, scopes, ttlSeconds: ttlFrom(typed.ttl) });
      if (isRefusal(made)) return made;
      if (made.kind === 'not_made')
        return { kind: 'mistyped', content: await contentOf(visit, null, { fault: made.fault, typed }) };
      const { username } = visitor.person.account;
      const shown = (
        <MadeAppPassword surroundings={surroundings} name={made.name} text={made.text} username={username} />
      );
      return { kind: 'shown', content: await contentOf(visit, shown) };
    },
    async remove({ visitor, cardea }, fields) {
      const id = fields.get('app_password') ?? '';
      const refusal = await cardea.engine.selfService.appPasswords.remove(visitor, id);
      return refusal ?? { kind: 'done', notice: 'app_password_removed' };
    },
  },
};
