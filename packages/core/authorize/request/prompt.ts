import { type Prompt, type Refusal, refuse } from '@cardea/protocol';
import type { OpenTo } from '../../engine-options.ts';

const always: readonly Prompt[] = ['none', 'login', 'consent', 'select_account'];

/** Values that a server understands: `create` where people can make accounts (Initiating User Registration §4.2). */
export const promptValues = ({ people }: Pick<OpenTo, 'people'>): readonly Prompt[] =>
  people ? [...always, 'create'] : always;

/** The `prompt` parameter (OpenID Connect Core §3.1.2.1): `none` stands alone. */
export const promptParameter = (
  text: string | undefined,
  { openTo }: { readonly openTo: OpenTo },
): readonly Prompt[] | Refusal => {
  if (text === undefined) return [];
  const known = promptValues(openTo);
  const prompts: Prompt[] = [];
  for (const item of text.split(' ')) {
    const prompt = known.find((value) => value === item);
    if (prompt === undefined) return refuse('authorize.prompt', { sent: text.slice(0, 64) });
    prompts.push(prompt);
  }
  return prompts.includes('none') && prompts.length > 1
    ? refuse('authorize.prompt', { sent: text.slice(0, 64) })
    : prompts;
};
