/** Why somebody may not do what they ask for. */
export const authorityProblems = {
  'authority.scope': {
    message: 'The access token was not given for this',
    mend: 'Get a token with the scope named; an owner can register it for the client',
  },
  'authority.role': {
    message: 'Your role does not allow this',
    mend: 'Ask an owner of this server',
  },
  'authority.step_up': {
    message: 'This needs a fresh sign-in with a second factor',
    mend: 'Sign in again with a second factor, then repeat it',
  },
  'authority.own_rights': {
    message: 'Nobody changes their own rights',
    mend: 'Ask another owner of this server',
  },
  'authority.higher_role': {
    message: 'This user has a higher role than yours',
    mend: 'Ask an owner of this server',
  },
  'authority.owners_only': {
    message: 'Only an owner gives rights over Cardea itself',
    mend: 'Ask an owner of this server',
  },
  'authority.operator_only': {
    message: 'This is done at the machine itself',
    mend: 'Use the command line there: cardea --help',
  },
} as const;

export type AuthorityCode = keyof typeof authorityProblems;
