import { adminRoles } from '@cardea/core';
import { z } from 'zod';
import { epochSeconds, searched, text, version } from './fields.ts';

const address = z
  .strictObject({
    formatted: text,
    street_address: text,
    locality: text,
    region: text,
    postal_code: text,
    country: text,
  })
  .partial();

/** Claims with their types (OpenID Connect Core §5.1). */
const claims = {
  name: text,
  given_name: text,
  family_name: text,
  middle_name: text,
  nickname: text,
  profile: text,
  picture: text,
  website: text,
  gender: text,
  birthdate: text,
  zoneinfo: text,
  locale: text,
  phone_number: text,
  phone_number_verified: z.boolean(),
  address,
};

const profile = z.strictObject(claims).partial();

const profileChanges = z
  .strictObject({
    name: text.nullable(),
    given_name: text.nullable(),
    family_name: text.nullable(),
    middle_name: text.nullable(),
    nickname: text.nullable(),
    profile: text.nullable(),
    picture: text.nullable(),
    website: text.nullable(),
    gender: text.nullable(),
    birthdate: text.nullable(),
    zoneinfo: text.nullable(),
    locale: text.nullable(),
    phone_number: text.nullable(),
    phone_number_verified: z.boolean().nullable(),
    address: address.nullable(),
  })
  .partial();

const state = z.enum(['active', 'locked', 'disabled']);
/** `deleting` is only ever a person's own doing. */
const shownState = z.enum([...state.options, 'deleting']);
const role = z.enum(adminRoles);
/** A chosen password, or one that is made. */
const password = z.union([text, z.strictObject({ generate: z.literal(true) })]);

/** A person by id, username or e-mail address. */
export const userId = z.strictObject({ id: text });

export const userFilter = z
  .strictObject({ ...searched.shape, state: shownState.optional(), role: role.optional() })
  .prefault({});

export const newUser = z.strictObject({
  username: text,
  email: text.optional(),
  emailVerified: z.boolean().optional(),
  profile: profile.optional(),
  state: state.optional(),
  role: role.optional(),
  password: password.optional(),
});

export const userChanges = z.strictObject({
  id: text,
  version: version.optional(),
  username: text.optional(),
  email: text.nullish(),
  emailVerified: z.boolean().optional(),
  profile: profileChanges.optional(),
  state: state.optional(),
  role: role.nullish(),
});

export const passwordLinkWish = z.strictObject({
  id: text,
  byMail: z.boolean(),
  invites: z.boolean(),
  language: text.optional(),
});

/** The link is answered this once, where it was not sent. */
export const passwordLink = z.object({
  url: z.string().optional(),
  sentTo: z.string().optional(),
  expiresAt: epochSeconds,
});

export const passwordChange = z.strictObject({ id: text, password });

/** A person as callers see them: nothing that is to be kept secret has a place here. */
export const user = z.object({
  id: z.string(),
  version,
  state: shownState,
  role: role.optional(),
  username: z.string(),
  email: z.string().optional(),
  emailVerified: z.boolean(),
  hasPassword: z.boolean(),
  passwordChangedAt: epochSeconds.optional(),
  profile: z.object(claims).partial(),
  deleteAt: epochSeconds.optional(),
  createdAt: epochSeconds,
  updatedAt: epochSeconds,
});

/** A person just written; `password` is shown this once, where one was made. */
export const writtenUser = z.object({ account: user, password: z.string().optional() });
