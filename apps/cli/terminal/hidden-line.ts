/** A line as it is typed without being shown. */
export interface HiddenLine {
  readonly text: string;
  readonly state: 'typing' | 'done' | 'given up';
}

export const emptyLine: HiddenLine = { text: '', state: 'typing' };

const withoutLast = (text: string): string => [...text].slice(0, -1).join('');

const ESCAPE = '\u001b';
/** Keys that come as several characters and write none: arrows, function keys. */
const ESCAPE_SEQUENCE = new RegExp(`${ESCAPE}(\\[[0-9;?]*[ -/]*[@-~]|O.|.)`, 'g');

/** The line after more keys: what a terminal does for a line of its own, it does not do for one that is not shown. */
export const afterKeys = (line: HiddenLine, keys: string): HiddenLine => {
  let { text } = line;
  for (const key of keys.replaceAll(ESCAPE_SEQUENCE, '')) {
    if (key === '\r' || key === '\n') return { text, state: 'done' };
    // Ctrl-C and Ctrl-D
    if (key === '\u0003' || key === '\u0004') return { text: '', state: 'given up' };
    // Backspace, and Ctrl-U for the whole line
    if (key === '\u007f' || key === '\b') text = withoutLast(text);
    else if (key === '\u0015') text = '';
    else if (key >= ' ') text += key;
  }
  return { text, state: 'typing' };
};
