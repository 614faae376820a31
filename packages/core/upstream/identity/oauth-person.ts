import { isObject } from '../discovery/provider-metadata.ts';
import type { PersonMembers } from '../presets.ts';

const MAX_SUBJECT_CHARS = 255;

/** A person as a provider without ID tokens describes them, in the claims of OpenID Connect. */
export interface OAuthPerson {
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

const subjectOf = (value: unknown): string | undefined => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  return typeof value === 'string' && value !== '' && value.length <= MAX_SUBJECT_CHARS ? value : undefined;
};

/** Undefined where nobody is described. */
export const oauthPerson = (json: unknown, members: PersonMembers): OAuthPerson | undefined => {
  if (!isObject(json)) return undefined;
  const subject = subjectOf(json[members.subject]);
  if (subject === undefined) return undefined;
  const member = (name: string | undefined): unknown => (name === undefined ? undefined : json[name]);
  return {
    subject,
    claims: {
      preferred_username: member(members.username),
      name: member(members.name),
      email: member(members.email),
      email_verified: member(members.emailVerified),
      picture: member(members.picture),
      profile: member(members.profile),
    },
  };
};

/** The one address of a list that the person uses: the primary one. */
export const primaryEmail = (json: unknown): Readonly<Record<string, unknown>> => {
  const primary = Array.isArray(json) ? json.find((entry) => isObject(entry) && entry.primary === true) : undefined;
  return isObject(primary) ? { email: primary.email, email_verified: primary.verified } : {};
};
