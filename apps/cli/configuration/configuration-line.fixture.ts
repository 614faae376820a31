import type { CommandLine, Typed } from '../cli.fixture.ts';

export const API = 'https://api.example';
export const web = {
  id: 'web',
  name: 'Web',
  grantTypes: ['authorization_code'],
  redirectUris: ['https://web.example/back'],
};
export const job = { id: 'job', name: 'Job', grantTypes: ['client_credentials'] };
export const file = (sections: object): string => JSON.stringify({ cardea: 1, ...sections });

const type = (cli: CommandLine, words: readonly string[], sections: object, typed: Typed = {}) =>
  cli.type([...words, '--json'], { stdin: file(sections), ...typed });
export const plan = async (cli: CommandLine, sections: object, ...words: string[]) => {
  const { exitCode, stdout, stderr } = await type(cli, ['plan', '-', ...words], sections);
  return { exitCode, ...JSON.parse(stdout || stderr) };
};
export const apply = async (cli: CommandLine, sections: object, words: readonly string[] = [], typed: Typed = {}) => {
  const { exitCode, stdout, stderr } = await type(cli, ['apply', '-', '--yes', ...words], sections, typed);
  return { exitCode, stderr, ...JSON.parse(stdout || stderr) };
};
export const entries = (cli: CommandLine) =>
  cli.json<readonly Record<string, unknown>[]>(['audit', 'ls', '--limit', '100']);
