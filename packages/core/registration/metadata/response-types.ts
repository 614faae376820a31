import type { ResponseType } from '@cardea/protocol';
import { grantsOf, responseTypes } from '../../checks/response-types.ts';
import type { ClientMetadata, MemberProblem } from './client-metadata.ts';

export interface Types {
  readonly grantTypes: readonly string[];
  readonly responseTypes: readonly ResponseType[];
}

const isResponseType = (type: string): type is ResponseType => Object.hasOwn(responseTypes, type);

/** Response types and grants, which must fit together; what is not said follows from the other, or is the code flow. */
export const responseTypesOf = (
  metadata: Pick<ClientMetadata, 'grant_types' | 'response_types'>,
  { responseTypes: offered }: { readonly responseTypes: readonly ResponseType[] },
): Types | MemberProblem => {
  const { grant_types: grants, response_types: given } = metadata;
  const usual = grants === undefined || grants.includes('authorization_code') ? ['code'] : [];
  const types: ResponseType[] = [];
  for (const type of given ?? usual) {
    // RFC 6749 §3.1.1: the order of the parts does not matter
    const sorted = type.split(' ').sort().join(' ');
    if (!isResponseType(sorted) || !offered.includes(sorted))
      return { member: 'response_types', problem: `holds ${type.slice(0, 60)}, which this server does not offer` };
    const lacking = grants === undefined ? undefined : grantsOf(sorted).find((grant) => !grants.includes(grant));
    if (lacking !== undefined)
      return { member: 'grant_types', problem: `lacks ${lacking}, which the response type ${sorted} needs` };
    types.push(sorted);
  }
  const needed = types.flatMap(grantsOf);
  return {
    grantTypes: grants ?? (needed.length > 0 ? [...new Set(needed)] : ['authorization_code']),
    responseTypes: [...new Set(types)],
  };
};
