import { inspect, styleText } from 'node:util';

const LEVELS: Readonly<Record<number, readonly [string, Parameters<typeof styleText>[0]]>> = {
  10: ['trace', 'gray'],
  20: ['debug', 'gray'],
  30: ['info', 'green'],
  40: ['warn', 'yellow'],
  50: ['error', 'red'],
  60: ['fatal', 'red'],
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a terminal must not be sent
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/g;

/** A terminal obeys control characters, so a caller's text must not bring any. */
const harmless = (text: string): string =>
  text.replace(CONTROLS, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);

const field = (value: unknown): string =>
  harmless(
    typeof value === 'string'
      ? /^[^\s"=]+$/.test(value)
        ? value
        : JSON.stringify(value)
      : inspect(value, { breakLength: Number.POSITIVE_INFINITY, depth: 6 }),
  );

/** A line of the JSON log for the eyes of a developer: time, level, message, fields, and the stack of an error below. */
export const readableLine = (line: string): string => {
  const { level, time, msg, err, ...fields } = JSON.parse(line) as Readonly<Record<string, unknown>>;
  const [name, colour] = LEVELS[Number(level)] ?? ['info', 'green'];
  const clock = new Date(typeof time === 'string' || typeof time === 'number' ? time : 0).toTimeString().slice(0, 8);
  const parts = Object.entries(fields).map(
    ([key, value]) => `${styleText('gray', `${harmless(key)}=`)}${field(value)}`,
  );
  const head = `${styleText('gray', clock)} ${styleText(colour, name.padEnd(5))} ${harmless(String(msg ?? ''))}`;
  const stack = err && typeof err === 'object' && 'stack' in err ? `\n${harmless(String(err.stack))}` : '';
  return `${[head, ...parts].join(' ')}${stack}\n`;
};
