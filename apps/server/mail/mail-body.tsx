import { accentPalette } from '@cardea/console';
import type { CSSProperties } from 'react';
import type { Language } from '../pages/languages/languages.ts';

/** A mail, part by part. */
export interface MailParts {
  readonly subject: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly link: string } | undefined;
  readonly code?: string | undefined;
  readonly validFor?: string | undefined;
  readonly copyLink: string;
  readonly otherwise: string;
  readonly footer: string;
}

/** Programs that show mail read neither style sheets nor variables: colours that are readable on light and dark by themselves. */
const styles = {
  body: { margin: 0, padding: '24px 16px', background: '#f4f3ee', color: '#1b1f1d' },
  card: {
    maxWidth: '34rem',
    margin: '0 auto',
    padding: '32px 28px',
    background: '#ffffff',
    borderRadius: '16px',
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
    fontSize: '16px',
    lineHeight: 1.6,
  },
  title: { margin: '0 0 16px', fontSize: '22px', lineHeight: 1.3, fontWeight: 600 },
  paragraph: { margin: '0 0 16px' },
  button: {
    display: 'inline-block',
    padding: '13px 24px',
    background: '#0e5c49',
    color: '#ffffff',
    borderRadius: '12px',
    fontWeight: 600,
    textDecoration: 'none',
  },
  code: {
    margin: '0 0 16px',
    fontFamily: 'ui-monospace, "SF Mono", "Noto Sans Mono", monospace',
    fontSize: '32px',
    letterSpacing: '0.2em',
    fontWeight: 600,
  },
  small: { margin: '0 0 12px', fontSize: '14px', color: '#565e59' },
  address: { margin: '0 0 16px', fontSize: '14px', wordBreak: 'break-all' },
  line: { border: 0, borderTop: '1px solid #e2e1d9', margin: '20px 0' },
} as const satisfies Readonly<Record<string, CSSProperties>>;

interface MailBodyProps {
  readonly parts: MailParts;
  readonly language: Language;
  /** The chosen colour, `#rrggbb`. */
  readonly accent: string | undefined;
}

/** White can be read on what this makes of any colour. */
const buttonOf = (accent: string | undefined): CSSProperties =>
  accent === undefined ? styles.button : { ...styles.button, background: accentPalette(accent).light.accent };

/** The HTML of a mail: no picture, no script, nothing that is loaded from anywhere and would tell that it was read. */
export const MailBody = ({ parts, language, accent }: MailBodyProps) => {
  const { subject, text, action, code, validFor, copyLink, otherwise, footer } = parts;
  return (
    <html lang={language.tag} dir={language.direction}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
      </head>
      <body style={styles.body}>
        <div style={styles.card}>
          <h1 style={styles.title}>{subject}</h1>
          <p style={styles.paragraph}>{text}</p>
          {code !== undefined && (
            <p style={styles.code} dir="ltr">
              {code}
            </p>
          )}
          {action !== undefined && (
            <p style={styles.paragraph}>
              <a href={action.link} style={buttonOf(accent)}>
                {action.label}
              </a>
            </p>
          )}
          {validFor !== undefined && <p style={styles.small}>{validFor}</p>}
          <p style={styles.small}>{otherwise}</p>
          {action !== undefined && (
            <>
              <hr style={styles.line} />
              <p style={styles.small}>{copyLink}</p>
              <p style={styles.address} dir="ltr">
                {action.link}
              </p>
            </>
          )}
          <p style={styles.small}>{footer}</p>
        </div>
      </body>
    </html>
  );
};
