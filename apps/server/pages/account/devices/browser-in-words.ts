import type { AccountMessages } from '../../languages/account/messages.ts';

/** What a User-Agent header holds, and what people call it; the first that fits. Many browsers name others besides themselves. */
const browsers: readonly (readonly [mark: string, name: string])[] = [
  ['Edg/', 'Edge'],
  ['EdgA/', 'Edge'],
  ['EdgiOS/', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Vivaldi/', 'Vivaldi'],
  ['FxiOS/', 'Firefox'],
  ['Firefox/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
];

const systems: readonly (readonly [mark: string, name: string])[] = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['CrOS', 'ChromeOS'],
  ['Windows', 'Windows'],
  ['Macintosh', 'macOS'],
  ['Linux', 'Linux'],
];

const nameIn = (table: typeof browsers, userAgent: string): string | undefined =>
  table.find(([mark]) => userAgent.includes(mark))?.[1];

/** A browser as its owner would call it: a hint to recognise it by, no proof of anything. */
export const browserInWords = (userAgent: string, { devices }: AccountMessages): string => {
  const [browser, system] = [nameIn(browsers, userAgent), nameIn(systems, userAgent)];
  if (browser === undefined) return system ?? devices.unknownBrowser;
  return system === undefined ? browser : devices.browserOn(browser, system);
};
