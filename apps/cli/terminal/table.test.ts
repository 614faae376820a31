import { expect, test } from 'bun:test';
import { facts, table } from './table.ts';

test('columns are as wide as their widest cell, wide characters counted as two', () => {
  const rows = [
    ['a', '日本', 'x'],
    ['bbbb', 'c', ''],
  ];
  expect(table(['A', 'B', 'C'], rows, { colour: false })).toEqual(['A     B     C', 'a     日本  x', 'bbbb  c']);
});

test('only a terminal with colours gets an escape sequence', () => {
  expect(table(['A'], [], { colour: true })[0]).toBe('\u001b[1mA\u001b[22m');
});

test('what a stored name could do to a terminal is taken out', () => {
  const [, row] = table(['A'], [['\u001b[2Jevil\nnext']], { colour: false });
  expect(row).toBe('�[2Jevil�next');
  expect(
    facts([
      ['a', 'x\u0007'],
      ['b', undefined],
      ['c', ''],
    ]),
  ).toEqual(['a  x�']);
});
