/** A member that people read, and a language (RFC 7591 §2.2, RFC 5646 §2.1). */
const LOCALIZED = /^(client_name|client_uri|logo_uri|policy_uri|tos_uri)#[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/;

/** What a member such as `client_name#fr` holds; undefined for any other. */
export const localizedMember = (member: string): 'name' | 'page' | undefined => {
  const [, name] = LOCALIZED.exec(member) ?? [];
  if (name === undefined) return undefined;
  return name === 'client_name' ? 'name' : 'page';
};
