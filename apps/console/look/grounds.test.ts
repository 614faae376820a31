import { expect, test } from 'bun:test';
import { join } from 'node:path';
import { grounds } from './grounds.ts';

const css = await Bun.file(join(import.meta.dir, 'theme.css')).text();
const blocks = [...css.matchAll(/:root[^{]*\{([^}]*)\}/g)].map(([, block = '']) => block);

test('the colours of a picture of a theme are those of the theme', () => {
  const [light = '', ...others] = blocks.filter((block) => block.includes('--paper'));
  expect(others.length).toBe(2);
  for (const [block, colours] of [
    [light, grounds.light] as const,
    ...others.map((one) => [one, grounds.dark] as const),
  ])
    for (const [name, colour] of Object.entries(colours)) expect(block).toContain(`${name}: ${colour};`);
});
