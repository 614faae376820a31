import type { Refusal } from '@cardea/protocol';
import type { Browser } from '../authorize/flow.ts';
import type { EngineOptions } from '../engine-options.ts';
import { type OwnLink, ownLinks, unlinkOwn } from '../linking/own-links.ts';
import type { Scope } from '../ports/scope.ts';
import { beginAttempt } from '../upstream/attempts.ts';
import type { Upstream } from '../upstream/create-upstream.ts';
import {
  type AppPasswordMade,
  type AppPasswordNotMade,
  listOwnAppPasswords,
  makeOwnAppPassword,
  type OwnAppPassword,
  type OwnAppPasswordWish,
  offeredScopes,
  removeOwnAppPassword,
} from './app-passwords.ts';
import { listApplications, type OwnApplication, revokeApplication } from './applications.ts';
import { type DeletionScheduled, type Ending, type NameDiffers, scheduleDeletion } from './deletion.ts';
import { exportData, type PersonalData } from './export.ts';
import { createOwnFactors, type OwnFactors } from './factors.ts';
import { changePassword, type OwnPassword, type PasswordChanged, type PasswordNotTaken } from './password.ts';
import { changeProfile, type OwnProfile } from './profile.ts';
import { endOtherSessions, endOwnSession, listSessions, type OwnSession } from './sessions.ts';
import { type FreshVisitor, findVisitor, requireFresh, type Visitor } from './visitor.ts';

/**
 * What people do with their own account, free of HTTP and of pages. Everything is done for a `Visitor`, and so with nobody
 * else's account; each change is one unit with its audit entry.
 */
export interface SelfService {
  /** The person with this id, or the browser's first one. */
  visitor(browser: Browser, accountId?: string): Promise<Visitor | Refusal>;
  /** The same person, where they proved a moment ago who they are. */
  fresh(visitor: Visitor): FreshVisitor | Refusal;
  readonly sessions: {
    list(visitor: Visitor): Promise<readonly OwnSession[]>;
    /** Signs the person out on one browser, this one included. */
    end(visitor: Visitor, sessionId: string): Promise<{ readonly isCurrent: boolean } | Refusal>;
    endOthers(visitor: Visitor): Promise<Refusal | undefined>;
  };
  /** Changes the claims of the person. */
  changeProfile(visitor: Visitor, profile: OwnProfile): Promise<Refusal | undefined>;
  /** Gives the person a new password; what was got with the old one is over. */
  changePassword(visitor: Visitor, password: OwnPassword): Promise<PasswordChanged | PasswordNotTaken | Refusal>;
  readonly factors: OwnFactors;
  readonly applications: {
    list(visitor: Visitor): Promise<readonly OwnApplication[]>;
    /** Takes back everything that one application was allowed. */
    revoke(visitor: Visitor, clientId: string): Promise<Refusal | undefined>;
  };
  readonly appPasswords: {
    /** Those that have not expired, newest first. */
    list(visitor: Visitor): Promise<readonly OwnAppPassword[]>;
    /** What one may be for. */
    scopes(): Promise<readonly Scope[]>;
    make(visitor: FreshVisitor, wish: OwnAppPasswordWish): Promise<AppPasswordMade | AppPasswordNotMade | Refusal>;
    /** Ends one, and at once what was got with it. */
    remove(visitor: Visitor, id: string): Promise<Refusal | undefined>;
  };
  /** Ends the account; `username` is typed by the person, so that nobody ends one by mistake. */
  scheduleDeletion(visitor: FreshVisitor, ending: Ending): Promise<DeletionScheduled | NameDiffers | Refusal>;
  readonly links: {
    /** Every identity provider, with the person's link to it. */
    list(visitor: Visitor): Promise<readonly OwnLink[]>;
    /** Where the browser is sent, to sign in at the provider that is to be linked. */
    start(visitor: FreshVisitor, providerId: string): Promise<string | Refusal>;
    remove(visitor: FreshVisitor, providerId: string): Promise<Refusal | undefined>;
  };
  /** A copy of everything that is kept about the person. */
  exportData(visitor: FreshVisitor): Promise<PersonalData | Refusal>;
}

export const createSelfService = (options: EngineOptions, upstream: Upstream): SelfService => ({
  visitor: (browser, accountId) => findVisitor(browser, accountId, options),
  fresh: (visitor) => requireFresh(visitor, options),
  sessions: {
    list: (visitor) => listSessions(visitor, options),
    end: (visitor, sessionId) => endOwnSession(visitor, sessionId, options),
    endOthers: (visitor) => endOtherSessions(visitor, options),
  },
  changeProfile: (visitor, profile) => changeProfile(visitor, profile, options),
  changePassword: (visitor, password) => changePassword(visitor, password, options),
  factors: createOwnFactors(options),
  applications: {
    list: (visitor) => listApplications(visitor, options),
    revoke: (visitor, clientId) => revokeApplication(visitor, clientId, options),
  },
  appPasswords: {
    list: (visitor) => listOwnAppPasswords(visitor, options),
    scopes: () => offeredScopes(options),
    make: (visitor, wish) => makeOwnAppPassword(visitor, wish, options),
    remove: (visitor, id) => removeOwnAppPassword(visitor, id, options),
  },
  scheduleDeletion: (visitor, ending) => scheduleDeletion(visitor, ending, options),
  links: {
    list: ({ person }) => ownLinks(person.account.id, options),
    start: ({ person, browser }, providerId) =>
      beginAttempt(
        {
          providerId,
          browserSecret: browser.secret,
          purpose: { sessionId: person.session.id },
          passedOn: { fresh: false, maxAgeSeconds: undefined, loginHint: undefined, acrValues: [] },
        },
        upstream,
        options,
      ),
    remove: ({ person, browser: { caller } }, providerId) => unlinkOwn(person, { providerId, caller }, options),
  },
  exportData: (visitor) => exportData(visitor, options),
});
