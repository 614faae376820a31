import { defineCommand } from '../../parse/command.ts';
import { orWord, text, toggle } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';
import { type ShownUser, userJson, userLines } from '../../show/user.ts';
import { oneOf } from '../one-of.ts';
import { changedProfile, typedClaims } from './claims.ts';
import { claimFlags, roleFlag, userArgument } from './user-flags.ts';

interface StateFlags {
  readonly enable: boolean;
  readonly lock: boolean;
  readonly disable: boolean;
}

const stateOf = ({ enable, lock, disable }: StateFlags): Exclude<ShownUser['state'], 'deleting'> | undefined => {
  if (Number(enable) + Number(lock) + Number(disable) > 1)
    throw new UsageError('--enable, --lock and --disable exclude each other');
  if (enable) return 'active';
  if (lock) return 'locked';
  return disable ? 'disabled' : undefined;
};

export const usersMod = defineCommand({
  name: 'users mod',
  summary: 'Change a person.',
  details: [
    'What is not named stays. A claim without a value is taken away. Whoever is locked or disabled is signed out everywhere, and the tokens of their apps end.',
  ],
  args: { user: userArgument },
  flags: {
    username: text({ placeholder: 'NAME', doc: 'What the person types to sign in.' }),
    email: orWord(text({ placeholder: 'ADDRESS', doc: 'The e-mail address; a new one is not verified.' }), 'none'),
    'email-verified': toggle('The address is known to be theirs.'),
    'email-unverified': toggle('It is not known.'),
    ...claimFlags,
    enable: toggle('They may sign in again; a deletion that they asked for is taken back.'),
    lock: toggle('They may not sign in for now.'),
    disable: toggle('They may not sign in any more.'),
    role: orWord(roleFlag, 'none'),
  },
  examples: [
    { line: 'users mod alice --role auditor', does: 'She may look at everything in the console.' },
    { line: 'users mod alice --email alice@example.org --email-verified', does: 'Another address.' },
    { line: 'users mod alice --claim locale=fr --claim nickname=', does: 'One claim changes, one goes.' },
    { line: 'users mod alice --disable', does: 'Out everywhere, until they are enabled again.' },
  ],
  run: async ({ args, flags, admin }) => {
    const claims = typedClaims(flags);
    const state = stateOf(flags);
    const emailVerified = oneOf<boolean>(flags, ['email-verified', 'email-unverified'], [true, false]);
    const procedures = await admin();
    const old = await procedures.users.show.query({ id: args.user });
    const changes = {
      username: flags.username,
      email: flags.email,
      emailVerified,
      profile: changedProfile(claims, old.profile.address),
      state,
      role: flags.role,
    };
    if (Object.values(changes).every((change) => change === undefined)) {
      throw new UsageError('nothing is to be changed', 'Name a flag; see: cardea users mod --help');
    }
    const user = await procedures.users.modify.mutate({ id: old.id, version: old.version, ...changes });
    return {
      data: userJson(user),
      lines: userLines(user),
      notes: user.version === old.version ? ['It was like this already.'] : [],
    };
  },
});
