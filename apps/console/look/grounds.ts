export type ThemeName = 'light' | 'dark';

/** The colours of theme.css by their variables, for a picture of a theme inside the other one. */
export const grounds: Readonly<Record<ThemeName, Readonly<Record<`--${string}`, string>>>> = {
  light: {
    '--paper': '#f4f3ee',
    '--card': '#ffffff',
    '--ink': '#1b1f1d',
    '--muted': '#565e59',
    '--line': '#e2e1d9',
    '--control': '#7f8983',
    '--accent': '#0e5c49',
    '--accent-strong': '#0a4538',
    '--on-accent': '#ffffff',
    '--tint': '#eaf2ee',
  },
  dark: {
    '--paper': '#0e1211',
    '--card': '#171c1a',
    '--ink': '#eef2ef',
    '--muted': '#a9b3ad',
    '--line': '#2b322f',
    '--control': '#7b8780',
    '--accent': '#84d6ba',
    '--accent-strong': '#a3e4cd',
    '--on-accent': '#06231b',
    '--tint': '#1d2a25',
  },
};
