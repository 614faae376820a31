import { choice, text, textList, toggle, wordList } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';
import { oneOf } from '../one-of.ts';

export const providerArgument = { name: 'ID', doc: 'the id of the provider' };

/** Flags that `providers add` and `providers mod` share. */
export const providerFlags = {
  name: text({ placeholder: 'NAME', doc: 'The word on the button.' }),
  'secret-file': text({
    placeholder: 'FILE',
    doc: 'A file with the client secret that the provider gave you; - for standard input.',
  }),
  'auth-method': choice({
    placeholder: 'METHOD',
    choices: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    doc: 'How Cardea proves to the provider who it is; private_key_jwt signs with its own key.',
  }),
  scope: wordList({ placeholder: 'SCOPES', doc: 'What is asked for there; repeatable.' }),
  'authorization-endpoint': text({ placeholder: 'URL', doc: 'Of a server of your own that has a preset.' }),
  'token-endpoint': text({ placeholder: 'URL', doc: 'The same; all three are given together.' }),
  'userinfo-endpoint': text({ placeholder: 'URL', doc: 'The same.' }),
  'trust-email': toggle('Its word that an e-mail address is verified counts here.'),
  'trust-factors': toggle('Its word that two factors were given counts here.'),
  'match-by': choice({
    placeholder: 'WHAT',
    choices: ['identifier', 'email', 'username'],
    doc: 'By what people who come for the first time may be known; identifier: by a link alone.',
  }),
  'on-match': choice({
    placeholder: 'WHAT',
    choices: ['link', 'deny'],
    doc: 'What becomes of those who are known: linked at once, or refused until they link themselves.',
  }),
  'on-no-match': choice({
    placeholder: 'WHAT',
    choices: ['create', 'deny'],
    doc: 'What becomes of those whom nobody knows: an account, or a refusal.',
  }),
  'allow-domain': textList({
    placeholder: 'DOMAIN',
    doc: 'Only verified e-mail addresses of this domain may sign in; repeatable.',
  }),
  'refresh-profile': toggle('Name and other claims are taken over at each sign-in.'),
};

interface EndpointFlags {
  readonly 'authorization-endpoint': string | undefined;
  readonly 'token-endpoint': string | undefined;
  readonly 'userinfo-endpoint': string | undefined;
}

export const endpointsOf = (flags: EndpointFlags) => {
  const authorization = flags['authorization-endpoint'];
  const token = flags['token-endpoint'];
  const userinfo = flags['userinfo-endpoint'];
  const given = [authorization, token, userinfo].filter((url) => url !== undefined).length;
  if (given === 0) return undefined;
  if (authorization === undefined || token === undefined || userinfo === undefined)
    throw new UsageError('--authorization-endpoint, --token-endpoint and --userinfo-endpoint go together');
  return { authorization, token, userinfo };
};

interface SharedFlags extends EndpointFlags {
  readonly 'auth-method': 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none' | undefined;
  readonly 'match-by': 'identifier' | 'email' | 'username' | undefined;
  readonly 'on-match': 'link' | 'deny' | undefined;
  readonly 'on-no-match': 'create' | 'deny' | undefined;
  readonly name: string | undefined;
  readonly scope: readonly string[] | undefined;
}

/** Settings that mean the same in both commands; a switch that was not given is undefined. */
export const sharedSettings = (flags: SharedFlags & Readonly<Record<string, unknown>>) => ({
  name: flags.name,
  authMethod: flags['auth-method'],
  scopes: flags.scope,
  trustsEmail: oneOf<boolean>(flags, ['trust-email', 'distrust-email'], [true, false]),
  trustsFactors: oneOf<boolean>(flags, ['trust-factors', 'distrust-factors'], [true, false]),
  matchBy: flags['match-by'],
  onMatch: flags['on-match'],
  onNoMatch: flags['on-no-match'],
  refreshProfile: oneOf<boolean>(flags, ['refresh-profile', 'keep-profile'], [true, false]),
});
