import { isRefusal } from '@cardea/protocol';
import type { Browser } from '../authorize/flow.ts';
import type { EngineOptions } from '../engine-options.ts';
import { subjectFor } from '../issuance/subject.ts';
import { type SignedIn, signedIn } from '../sessions/browser-sessions.ts';
import { endOfSession } from '../sessions/end-session.ts';
import { logoutFrames } from './front-channel.ts';
import type { Logout, LogoutDone } from './logout.ts';
import { type LogoutRequest, readLogoutRequest, returnUrl } from './logout-request.ts';
import { whoLeaves } from './who-leaves.ts';

export const createLogout = (options: EngineOptions): Logout => {
  const peopleOf = ({ sessionHandles }: Browser): Promise<readonly SignedIn[]> => signedIn(sessionHandles, options);

  const done = (
    request: LogoutRequest,
    { frames, sessionHandles }: Pick<LogoutDone, 'frames' | 'sessionHandles'>,
  ): LogoutDone => ({ kind: 'done', request, returnUrl: returnUrl(request), frames, sessionHandles });

  const end = async (
    request: LogoutRequest,
    browser: Browser,
    { leaving, people }: { readonly leaving: readonly SignedIn[]; readonly people: readonly SignedIn[] },
  ): Promise<LogoutDone> => {
    // Before they are taken to be told over the back channel
    const frames = await logoutFrames(
      leaving.map(({ session }) => session.sid),
      options,
    );
    // Not held: another request ended it first, which is as good
    for (const person of leaving)
      await options.stores.commit(
        endOfSession({ person, caller: browser.caller, clientId: request.client?.id }, options),
      );
    const left = new Set(leaving.map(({ session }) => session.id));
    const stay = people.filter(({ session }) => !left.has(session.id));
    return done(request, { frames, sessionHandles: stay.map(({ handle }) => handle) });
  };

  return {
    async begin(parameters, browser) {
      const request = await readLogoutRequest(parameters, options);
      if (isRefusal(request)) return request;
      const { client } = request;
      const people = (await peopleOf(browser)).map((person) => ({
        ...person,
        subject: client && subjectFor(person.account.id, client, options),
      }));
      const who = whoLeaves(request, people);
      switch (who.kind) {
        case 'nobody':
          return done(request, { frames: [], sessionHandles: undefined });
        case 'certain':
          return end(request, browser, { leaving: [who.person], people });
        case 'ask':
          return { kind: 'ask', request, people, about: who.about };
      }
    },

    async confirm(parameters, browser, { sessionId }) {
      const request = await readLogoutRequest(parameters, options);
      if (isRefusal(request)) return request;
      const people = await peopleOf(browser);
      const leaving = people.filter(({ session }) => sessionId === 'all' || session.id === sessionId);
      return end(request, browser, { leaving, people });
    },
  };
};
