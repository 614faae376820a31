import { Refusal } from '@cardea/protocol';
import type { MemberProblem } from './metadata/client-metadata.ts';

/** The refusal of metadata in which one member is wrong; its sender learns which, and why (RFC 7591 §3.2.2). */
export const refusedMember = ({ member, problem }: MemberProblem): Refusal =>
  new Refusal(member === 'redirect_uris' ? 'registration.redirect_uri' : 'registration.metadata', {
    description: `${member} ${problem}`,
    detail: { member: member.slice(0, 60), problem },
  });
