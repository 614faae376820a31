const browsers: readonly (readonly [mark: RegExp, name: string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|Chromium|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: readonly (readonly [mark: RegExp, name: string])[] = [
  [/\biPad\b/, 'iPad'],
  [/\biPhone\b/, 'iPhone'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const MAX_CHARS = 60;

const first = (of: typeof browsers, text: string): string | undefined => of.find(([mark]) => mark.test(text))?.[1];

/** A browser in words, from what it says of itself: for people to recognize, nothing is decided by it. */
export const browserName = (userAgent: string): string => {
  const names = [first(browsers, userAgent), first(systems, userAgent)].filter((name) => name !== undefined);
  return names.join(' on ') || userAgent.slice(0, MAX_CHARS) || 'Unknown browser';
};
