import type { Visitor } from '@cardea/core';
import type { Parameters, Refusal } from '@cardea/protocol';
import type { ReactElement } from 'react';
import type { Cardea } from '../../cardea.ts';
import type { FormTarget } from '../forms/form.tsx';
import type { Surroundings } from '../frame/frame.tsx';
import type { AccountNotice, AccountSectionName } from '../languages/account/messages.ts';

/** A person looks at a section of their account, or sends one of its forms. */
export interface SectionVisit {
  readonly visitor: Visitor;
  readonly request: Request;
  readonly cardea: Cardea;
  readonly surroundings: Surroundings;
  /** For the forms of the section: they come back for the same person. A button named `do` says what is to be done. */
  readonly form: FormTarget;
  /** Where a person proves again who they are and comes back to this section. */
  readonly confirmUrl: string;
}

/** It is done: the section is shown anew, and says so. */
export interface ActionDone {
  readonly kind: 'done';
  readonly notice?: AccountNotice | undefined;
  /** All session handles of the browser, in order, where they changed. */
  readonly sessionHandles?: readonly string[] | undefined;
}

/** It is not: the section as it was filled in, with what was wrong. */
export interface ActionRefused {
  readonly kind: 'refused';
  readonly refusal: Refusal;
  readonly content: ReactElement;
}

/** It is not, and nothing but what was typed is to blame: not worth a line in the log. */
export interface ActionMistyped {
  readonly kind: 'mistyped';
  readonly content: ReactElement;
}

/** It is done, and there is something to show once. */
export interface ActionShown {
  readonly kind: 'shown';
  readonly content: ReactElement;
  readonly sessionHandles?: readonly string[] | undefined;
}

/** A refusal by itself ends in an error page, or first in a sign-in where that is what is missing. */
export type ActionResult = ActionDone | ActionShown | ActionRefused | ActionMistyped | Response | Refusal;

/** One section of the account pages. */
export interface AccountSection {
  /** The last part of its URL, and the name of its words. */
  readonly name: AccountSectionName;
  readonly Icon: (look: { readonly className: string }) => ReactElement;
  /** For the reference of the endpoints. */
  readonly summary: string;
  readonly specification: string;
  /** Where its forms may lead, beside this server. */
  readonly leadsTo?: ((visit: SectionVisit) => Promise<readonly string[]>) | undefined;
  /** Whether its page runs the script of passkeys. */
  readonly usesPasskeys?: boolean;
  /** What stands under its heading. */
  show(visit: SectionVisit): Promise<ReactElement>;
  /** What its forms do, by the value of `do`. */
  readonly actions: Readonly<Record<string, (visit: SectionVisit, fields: Parameters) => Promise<ActionResult>>>;
}
