const KEY = 'cardea-console-theme';
export const themes = ['system', 'light', 'dark'] as const;

export type Theme = (typeof themes)[number];

const isTheme = (value: string | null): value is Theme => themes.some((theme) => theme === value);

export const currentTheme = (): Theme => {
  const kept = localStorage.getItem(KEY);
  return isTheme(kept) ? kept : 'system';
};

export const applyTheme = (theme: Theme): void => {
  localStorage.setItem(KEY, theme);
  document.documentElement.dataset.theme = theme;
};

/** The theme that a press of the button leads to. */
export const nextTheme = (theme: Theme): Theme => themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
