/** Red, green and blue, 0–255. */
type Rgb = readonly [number, number, number];

/** The colours of the theme that follow from the accent, each `#rrggbb`. */
export interface AccentShades {
  readonly accent: string;
  readonly accentStrong: string;
  readonly onAccent: string;
  readonly tint: string;
}

export interface AccentPalette {
  readonly light: AccentShades;
  readonly dark: AccentShades;
}

interface Theme {
  /** Everything that text in the accent colour may stand on, beside its own tint (theme.css). */
  readonly grounds: readonly Rgb[];
  /** What the tint is laid on. */
  readonly card: Rgb;
  /** Of the accent in the tint. */
  readonly tintShare: number;
  /** Where the accent goes until it can be read. */
  readonly towards: Rgb;
  readonly onAccent: Rgb;
}

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];
const DARK_CARD: Rgb = [0x17, 0x1c, 0x1a];

const themes: Readonly<Record<keyof AccentPalette, Theme>> = {
  light: { grounds: [WHITE, [0xf4, 0xf3, 0xee]], card: WHITE, tintShare: 0.08, towards: BLACK, onAccent: WHITE },
  dark: {
    grounds: [DARK_CARD, [0x0e, 0x12, 0x11]],
    card: DARK_CARD,
    tintShare: 0.12,
    towards: WHITE,
    onAccent: [0x08, 0x0c, 0x0b],
  },
};

const MIN_CONTRAST = 4.5; // WCAG 2.2 §1.4.3
const STEPS = 50;
/** How much further the accent goes under the pointer. */
const STRONG_SHARE = 0.25;

const parse = (colour: string): Rgb => {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
};

const text = (rgb: Rgb): string => `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

const mix = (from: Rgb, to: Rgb, share: number): Rgb => {
  const at = (index: 0 | 1 | 2): number => Math.round(from[index] + (to[index] - from[index]) * share);
  return [at(0), at(1), at(2)];
};

const linear = (part: number): number => {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

const contrast = (one: Rgb, other: Rgb): number => {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

/** From 1 to 21 (WCAG 2.2, *contrast ratio*). */
export const contrastOf = (one: string, other: string): number => contrast(parse(one), parse(other));

const shadesIn = ({ grounds, card, tintShare, towards, onAccent }: Theme, wanted: Rgb): AccentShades => {
  const shadeAt = (step: number) => {
    const accent = mix(wanted, towards, step / STEPS);
    return { accent, tint: mix(card, accent, tintShare) };
  };
  const isReadable = ({ accent, tint }: ReturnType<typeof shadeAt>): boolean =>
    [...grounds, tint].every((ground) => contrast(accent, ground) >= MIN_CONTRAST) &&
    contrast(accent, onAccent) >= MIN_CONTRAST;
  let step = 0;
  while (step < STEPS && !isReadable(shadeAt(step))) step++;
  const { accent, tint } = shadeAt(step);
  return {
    accent: text(accent),
    accentStrong: text(mix(accent, towards, STRONG_SHARE)),
    onAccent: text(onAccent),
    tint: text(tint),
  };
};

/** Shades of a colour (`#rrggbb`) that can be read as text and under text: the colour itself where it can, else nearer to black or white. */
export const accentPalette = (colour: string): AccentPalette => {
  const wanted = parse(colour);
  return { light: shadesIn(themes.light, wanted), dark: shadesIn(themes.dark, wanted) };
};

const declarations = ({ accent, accentStrong, onAccent, tint }: AccentShades): string =>
  `--accent:${accent};--accent-strong:${accentStrong};--on-accent:${onAccent};--tint:${tint}`;

/** The style sheet that goes after that of the theme. */
export const accentSheet = (colour: string): string => {
  const { light, dark } = accentPalette(colour);
  return [
    `:root{${declarations(light)}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){${declarations(dark)}}}`,
    `:root[data-theme="dark"]{${declarations(dark)}}`,
  ].join('\n');
};
