import type { CSSProperties } from 'react';
import { accentPalette } from '../../../look/accent.ts';
import { grounds, type ThemeName } from '../../../look/grounds.ts';
import type { Draft } from './draft.ts';

const COLOUR = /^#(?:[\da-f]{3}|[\da-f]{6})$/i;

const sixDigits = (colour: string): string =>
  (colour.length === 4 ? `#${[...colour.slice(1)].map((digit) => digit + digit).join('')}` : colour).toLowerCase();

/** The variables of the theme, as the pages would have them. */
const variables = (theme: ThemeName, accent: string | undefined): CSSProperties => {
  const shades = accent !== undefined && COLOUR.test(accent) ? accentPalette(sixDigits(accent))[theme] : undefined;
  const colours: Record<string, string> = { ...grounds[theme] };
  if (shades !== undefined) {
    colours['--accent'] = shades.accent;
    colours['--accent-strong'] = shades.accentStrong;
    colours['--on-accent'] = shades.onAccent;
    colours['--tint'] = shades.tint;
  }
  return { ...colours, colorScheme: theme };
};

interface PreviewProps {
  readonly draft: Draft;
  readonly theme: ThemeName;
  /** What the issuer is called where no name is chosen. */
  readonly host: string;
}

const LINK = 'text-muted text-xs underline underline-offset-4';

const Mark = ({ draft: { logo, darkLogo, name }, theme, host }: PreviewProps) => {
  const picture = theme === 'dark' ? (darkLogo ?? logo) : logo;
  const plate = theme === 'dark' && darkLogo === undefined ? 'rounded-lg bg-white p-1' : '';
  return (
    <div className="mb-4 flex items-center justify-center gap-2">
      {picture === undefined ? (
        <span className="size-7 rounded-lg bg-accent" />
      ) : (
        <img src={picture} alt="" className={`h-9 max-w-36 object-contain ${plate}`} />
      )}
      <bdi className="min-w-0 wrap-anywhere font-semibold text-sm">{name ?? host}</bdi>
    </div>
  );
};

/** The sign-in page as it would look, in small; a picture of it and not the page: nothing in it does anything. */
export const Preview = (props: PreviewProps) => {
  const { draft, theme, host } = props;
  const text = draft.signInTexts.en ?? draft.signInTexts['*'];
  const links = [
    ['Terms', draft.termsUri],
    ['Privacy', draft.privacyUri],
    ['Help', draft.helpUri],
  ].filter(([, url]) => url !== undefined);
  return (
    <div
      role="img"
      aria-label={`The sign-in page, ${theme}`}
      id={`preview-${theme}`}
      style={variables(theme, draft.accent)}
      className="rounded-2xl border border-line bg-paper p-5 text-ink"
    >
      <Mark {...props} />
      <div className="rounded-2xl border border-line bg-card p-5">
        <p className="font-semibold">Sign in</p>
        <p className="text-muted text-xs">to continue to an application</p>
        {text !== undefined && <p className="mt-3 whitespace-pre-line wrap-anywhere text-sm">{text}</p>}
        <div className="mt-4 h-8 rounded-lg border border-control" />
        <div className="mt-3 h-8 rounded-lg border border-control" />
        <div className="mt-4 rounded-lg bg-accent py-2 text-center font-medium text-on-accent text-sm">Sign in</div>
        <p className="mt-3 text-center text-accent text-xs underline underline-offset-4">Forgot your password?</p>
      </div>
      <p className="mt-3 text-center text-muted text-xs wrap-anywhere">{host}</p>
      <p className="mt-1 flex justify-center gap-3">
        {links.map(([label]) => (
          <span key={label} className={LINK}>
            {label}
          </span>
        ))}
      </p>
    </div>
  );
};
