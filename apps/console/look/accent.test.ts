import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { accentPalette, accentSheet, contrastOf } from './accent.ts';

const MIN = 4.5; // WCAG 2.2 §1.4.3
const themes = {
  light: { ink: '#1b1f1d', muted: '#565e59', grounds: ['#ffffff', '#f4f3ee'] },
  dark: { ink: '#eef2ef', muted: '#a9b3ad', grounds: ['#171c1a', '#0e1211'] },
} as const;
const colours = fc.integer({ min: 0, max: 0xff_ffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('an accent colour', () => {
  test('the ratio of black and white is 21, and of grey on white what it is known to be', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastOf('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  test('whatever it is, text in it, on it and on its tint can be read in both themes (WCAG 2.2 §1.4.3)', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        const palette = accentPalette(colour);
        for (const theme of ['light', 'dark'] as const) {
          const { accent, accentStrong, onAccent, tint } = palette[theme];
          const { ink, muted, grounds } = themes[theme];
          const pairs = [
            ...[...grounds, tint].flatMap((ground) => [accent, accentStrong].map((shade) => [shade, ground] as const)),
            ...[accent, accentStrong].map((shade) => [onAccent, shade] as const),
            ...[ink, muted].map((text) => [text, tint] as const),
          ];
          for (const [one, other] of pairs) {
            const ratio = contrastOf(one, other);
            if (ratio < MIN) throw new Error(`${theme} ${colour}: ${one} on ${other} is ${ratio}`);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('stays as it is where it can be read already', () => {
    expect(accentPalette('#0e5c49').light.accent).toBe('#0e5c49');
    expect(accentPalette('#84d6ba').dark.accent).toBe('#84d6ba');
    expect(accentPalette('#ffff00').light.accent).not.toBe('#ffff00');
  });

  test('as a style sheet holds nothing but colours', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        expect(accentSheet(colour).replaceAll(/--[a-z-]+:#[\da-f]{6}/g, '')).toBe(
          ':root{;;;}\n@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){;;;}}\n:root[data-theme="dark"]{;;;}',
        );
      }),
    );
  });
});
