import { emailProblem, usernameProblem } from '../../accounts/login-key.ts';
import { profileProblems } from '../../accounts/profile-claims.ts';
import type { Account } from '../../ports/account.ts';
import { ManagementError } from '../errors/management-error.ts';
import { firstProblem } from '../fields/field-problem.ts';
import { isAccountId } from './account-id.ts';

const nameProblem = (username: string): string | undefined =>
  isAccountId(username) ? 'looks like the id of an account' : usernameProblem(username);

/** Whether a person may be registered like this: everything that can be judged without the database. */
export const checkAccount = ({ username, email, emailVerified, profile }: Account): ManagementError | undefined => {
  const problem = firstProblem({
    username: nameProblem(username),
    email: email === undefined ? undefined : emailProblem(email),
    emailVerified: emailVerified && email === undefined ? 'is said of an e-mail address that is not there' : undefined,
    ...profileProblems(profile),
  });
  return problem && new ManagementError('account.invalid', problem);
};
