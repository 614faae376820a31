import { expect, test } from 'bun:test';
import { afterKeys, emptyLine } from './hidden-line.ts';

const typed = (...chunks: readonly string[]) => chunks.reduce(afterKeys, emptyLine);

test('a line ends with Enter and holds what was typed', () => {
  expect(typed('se', 'cret ü 😀', '\r')).toEqual({ text: 'secret ü 😀', state: 'done' });
  expect(typed('pasted\nrest')).toEqual({ text: 'pasted', state: 'done' });
  expect(typed('abc')).toEqual({ text: 'abc', state: 'typing' });
});

test('Backspace takes one character, Ctrl-U the line; arrows write nothing', () => {
  expect(typed('ab😀\u007f\u007f', 'c\r').text).toBe('ac');
  expect(typed('\u007f\bx\r').text).toBe('x');
  expect(typed('wrong\u0015right\r').text).toBe('right');
  expect(typed('a\u001b[D\u001b[1;5C\u001bOPb\t\r').text).toBe('ab');
});

test('Ctrl-C and Ctrl-D give up', () => {
  expect(typed('abc\u0003def')).toEqual({ text: '', state: 'given up' });
  expect(typed('abc\u0004')).toEqual({ text: '', state: 'given up' });
});
