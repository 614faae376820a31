import { localizedMember } from '../../checks/localized-member.ts';
import { clientAuthMethods } from '../../client-auth/registry.ts';
import {
  asItIs,
  flag,
  notOffered,
  oneOf,
  type Reader,
  textOf,
  texts,
  Unreadable,
  wholeNumber,
  words,
} from './reader.ts';

const MAX_NAME_CHARS = 100;
const MAX_SOFTWARE_CHARS = 255;
const MAX_STATEMENT_CHARS = 16 * 1024;

const text = textOf();
const authMethod = oneOf(...Object.values(clientAuthMethods).map(({ name }) => name));

/**
 * Every member that is understood (RFC 7591 §2, OpenID Connect Registration §2, RP-Initiated Logout §3,
 * Front-Channel Logout §2, Back-Channel Logout §2.2, RFC 9101 §10.5, RFC 9126 §6), for a first
 * registration as for an update. Others are ignored.
 */
const members = {
  redirect_uris: texts,
  token_endpoint_auth_method: authMethod,
  token_endpoint_auth_signing_alg: text,
  grant_types: texts,
  response_types: texts,
  client_name: textOf(MAX_NAME_CHARS),
  client_uri: text,
  logo_uri: text,
  policy_uri: text,
  tos_uri: text,
  scope: words,
  contacts: texts,
  jwks: asItIs,
  jwks_uri: text,
  software_id: textOf(MAX_SOFTWARE_CHARS),
  software_version: textOf(MAX_SOFTWARE_CHARS),
  software_statement: textOf(MAX_STATEMENT_CHARS),
  application_type: oneOf('web', 'native'),
  sector_identifier_uri: text,
  subject_type: oneOf('public', 'pairwise'),
  id_token_signed_response_alg: text,
  userinfo_signed_response_alg: text,
  require_pushed_authorization_requests: flag,
  dpop_bound_access_tokens: flag,
  require_signed_request_object: flag,
  request_object_signing_alg: text,
  request_uris: texts,
  default_max_age: wholeNumber,
  require_auth_time: flag,
  default_acr_values: texts,
  initiate_login_uri: text,
  post_logout_redirect_uris: texts,
  frontchannel_logout_uri: text,
  frontchannel_logout_session_required: flag,
  backchannel_logout_uri: text,
  backchannel_logout_session_required: flag,
  id_token_encrypted_response_alg: notOffered('none'),
  userinfo_encrypted_response_alg: notOffered('none'),
  authorization_signed_response_alg: notOffered('none'),
  introspection_encrypted_response_alg: notOffered('none'),
  tls_client_certificate_bound_access_tokens: notOffered(false),
  request_object_encryption_alg: notOffered('none'),
} as const satisfies Readonly<Record<string, Reader<unknown>>>;

type Members = typeof members;
type MemberName = keyof Members;
type ValueOf<R> = R extends Reader<infer T> ? T : never;

/** What a client says of itself, each member well-formed; what it means together is judged later. */
export type ClientMetadata = { readonly [K in MemberName]?: ValueOf<Members[K]> | undefined } & {
  /** Members with a language, by their names. */
  readonly localized: Readonly<Record<string, string>>;
};

/** What is wrong with the metadata, by the name of the member. */
export interface MemberProblem {
  readonly member: string;
  readonly problem: string;
}

export const isMemberProblem = (value: object): value is MemberProblem => 'problem' in value && 'member' in value;

const isMember = (name: string): name is MemberName => Object.hasOwn(members, name);

const readerOf = (name: string): { readonly reader: Reader<unknown>; readonly localized: boolean } | undefined => {
  if (isMember(name)) return { reader: members[name], localized: false };
  const kind = localizedMember(name);
  return kind && { reader: kind === 'name' ? members.client_name : text, localized: true };
};

/** Client metadata from the JSON of a registration, a statement or a document. `null` is as good as nothing (RFC 7592 §2.2). */
export const readMetadata = (json: Readonly<Record<string, unknown>>): ClientMetadata | MemberProblem => {
  const plain: Record<string, unknown> = {};
  const localized: Record<string, string> = {};
  for (const [name, value] of Object.entries(json)) {
    const row = value === null || value === undefined ? undefined : readerOf(name);
    if (row === undefined) continue;
    const read = row.reader(value);
    if (read instanceof Unreadable) return { member: name, problem: read.problem };
    if (row.localized) localized[name] = String(read);
    else plain[name] = read;
  }
  return { ...(plain as Omit<ClientMetadata, 'localized'>), localized };
};
