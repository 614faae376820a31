import type { Outcome } from './outcome.ts';

const TEST_CASE = /<testcase\b([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g;
const ATTRIBUTE = /(\w+)="([^"]*)"/g;
const FAILURE = /<(?:failure|error)\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:failure|error)>)/;
const SKIPPED = /<skipped\b([^>]*)/;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

const unescapeXml = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (whole, decimal, hexadecimal, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
    return ENTITIES[name] ?? whole;
  });

const attributes = (text: string): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries([...text.matchAll(ATTRIBUTE)].map(([, name, value]) => [name, unescapeXml(value ?? '')]));

/** The outcome written in a JUnit report of `bun test`. */
export const parseJunit = (xml: string): Outcome => {
  const outcome = { passed: 0, failures: [] as Outcome['failures'][0][], skips: [] as Outcome['skips'][0][] };
  for (const [, head = '', body = ''] of xml.matchAll(TEST_CASE)) {
    const { file = '', line = '', classname = '', name: own = '' } = attributes(head);
    const name = `${file}:${line} › ${[classname, own].filter((part) => part !== '').join(' › ')}`;
    const failure = FAILURE.exec(body);
    const skipped = SKIPPED.exec(body);
    if (failure) {
      const message = unescapeXml(failure[2] ?? '').trim() || (attributes(failure[1] ?? '').message ?? '').trim();
      outcome.failures.push({ name, message: message || 'failed without a message' });
    } else if (skipped) {
      outcome.skips.push({ name, reason: attributes(skipped[1] ?? '').message ?? 'the test says so' });
    } else outcome.passed += 1;
  }
  return outcome;
};
