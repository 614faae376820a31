import { type Prompt, type Refusal, refuse } from '@cardea/protocol';

const known: readonly Prompt[] = ['none', 'login', 'consent', 'select_account', 'create'];

/** The `prompt` parameter (OpenID Connect Core §3.1.2.1): `none` stands alone. */
export const promptParameter = (text: string | undefined): readonly Prompt[] | Refusal => {
  if (text === undefined) return [];
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
