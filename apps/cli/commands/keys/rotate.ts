import { defineCommand } from '../../parse/command.ts';
import { text, toggle } from '../../parse/flag.ts';
import { keyHeading, keyJson, keyRow } from '../../show/key.ts';
import { table } from '../../terminal/table.ts';
import { instant } from '../../terminal/times.ts';

export const keysRotate = defineCommand({
  name: 'keys rotate',
  summary: 'Make the next signing key.',
  details: [
    'The new key is published first and signs when every cache can know it; the old one stays published until its last token has expired. Keys rotate by themselves as CARDEA_KEY_ROTATION says.',
  ],
  args: {},
  flags: {
    algorithm: text({ placeholder: 'ALG', doc: 'ES256, EdDSA, RS256 or PS256; the default of the server otherwise.' }),
    now: toggle('Sign with it at once. Verifiers that cache keys will refuse its tokens for a while.'),
  },
  examples: [
    { line: 'keys rotate', does: 'A new key by the usual way.' },
    { line: 'keys rotate --now', does: 'The present key may be known to others.' },
  ],
  run: async ({ flags, terminal, admin }) => {
    const key = await (await admin()).keys.rotate.mutate({ algorithm: flags.algorithm, immediately: flags.now });
    return {
      data: keyJson(key),
      lines: table(keyHeading, [keyRow(key)], terminal),
      notes:
        key.state === 'current'
          ? ['It signs now.']
          : [`It is published now and signs from ${instant(key.activeFrom)}.`],
    };
  },
});
