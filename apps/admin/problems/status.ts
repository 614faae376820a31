import type { ManagementErrorCode } from '@cardea/core';
import type { TRPCError } from '@trpc/server';
import type { SystemErrorCode } from '../system/system-errors.ts';
import type { Problem } from './problem.ts';

type TrpcCode = TRPCError['code'];

/** The tRPC code, and so the HTTP status, of each refusal. A code without a line does not compile. */
export const statusOf: Readonly<Record<ManagementErrorCode | SystemErrorCode, TrpcCode>> = {
  'list.cursor_invalid': 'BAD_REQUEST',
  'account.not_found': 'NOT_FOUND',
  'account.exists': 'CONFLICT',
  'account.conflict': 'CONFLICT',
  'account.last_owner': 'PRECONDITION_FAILED',
  'account.not_active': 'PRECONDITION_FAILED',
  'set_up.owned': 'PRECONDITION_FAILED',
  'factor.not_found': 'NOT_FOUND',
  'account.no_email': 'PRECONDITION_FAILED',
  'mail.off': 'PRECONDITION_FAILED',
  'account.invalid': 'BAD_REQUEST',
  'account.password_refused': 'BAD_REQUEST',
  'client.not_found': 'NOT_FOUND',
  'client.exists': 'CONFLICT',
  'client.conflict': 'CONFLICT',
  'client.invalid': 'BAD_REQUEST',
  'client.resource_unknown': 'BAD_REQUEST',
  'client.grant_unknown': 'BAD_REQUEST',
  'client.without_secrets': 'PRECONDITION_FAILED',
  'client.no_old_secret': 'PRECONDITION_FAILED',
  'client.built_in': 'PRECONDITION_FAILED',
  'client.introspects': 'PRECONDITION_FAILED',
  'app_password.not_found': 'NOT_FOUND',
  'app_password.invalid': 'BAD_REQUEST',
  'app_password.too_many': 'CONFLICT',
  'app_password.inactive': 'CONFLICT',
  'registration_token.not_found': 'NOT_FOUND',
  'registration_token.invalid': 'BAD_REQUEST',
  'trusted_issuer.not_found': 'NOT_FOUND',
  'trusted_issuer.exists': 'CONFLICT',
  'trusted_issuer.conflict': 'CONFLICT',
  'trusted_issuer.invalid': 'BAD_REQUEST',
  'trusted_issuer.client_unknown': 'BAD_REQUEST',
  'resource.not_found': 'NOT_FOUND',
  'resource.exists': 'CONFLICT',
  'resource.conflict': 'CONFLICT',
  'resource.invalid': 'BAD_REQUEST',
  'resource.introspector_unknown': 'BAD_REQUEST',
  'resource.in_use': 'PRECONDITION_FAILED',
  'scope.not_found': 'NOT_FOUND',
  'scope.exists': 'CONFLICT',
  'scope.invalid': 'BAD_REQUEST',
  'scope.in_use': 'PRECONDITION_FAILED',
  'access_token.not_found': 'NOT_FOUND',
  'access_token.ended': 'PRECONDITION_FAILED',
  'access_token.invalid': 'BAD_REQUEST',
  'access_token.resource_unknown': 'BAD_REQUEST',
  'provider.not_found': 'NOT_FOUND',
  'provider.exists': 'CONFLICT',
  'provider.conflict': 'CONFLICT',
  'provider.invalid': 'BAD_REQUEST',
  'session.not_found': 'NOT_FOUND',
  'grant.not_found': 'NOT_FOUND',
  'refusal.not_found': 'NOT_FOUND',
  'link.not_found': 'NOT_FOUND',
  'signing_key.not_found': 'NOT_FOUND',
  'signing_key.revoked': 'PRECONDITION_FAILED',
  'signing_key.algorithm_off': 'BAD_REQUEST',
  'backup.file_exists': 'CONFLICT',
  'backup.not_written': 'PRECONDITION_FAILED',
};

/** What is said where Cardea is at fault, or its database: never text from inside. */
export const faults = {
  'database.unavailable': {
    code: 'database.unavailable',
    message: 'The database does not answer; whether the change was made is not known',
    mend: 'Look at the database and its disk with: cardea doctor. Then look before you repeat the change',
  },
  'hashing.busy': {
    code: 'hashing.busy',
    message: 'The server is busy with hashing passwords',
    mend: 'Repeat it in a moment',
  },
  internal: {
    code: 'internal',
    message: 'Something went wrong inside Cardea',
    mend: 'Look at the log of the server; if it happens again, report it',
  },
  'procedure.unknown': {
    code: 'procedure.unknown',
    message: 'This server does not know the request',
    mend: 'Use the command line of the same version as the server',
  },
} as const satisfies Readonly<Record<string, Problem>>;
