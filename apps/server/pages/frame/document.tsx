import type { ReactNode } from 'react';
import type { Brand } from '../branding/brand.ts';
import type { Language } from '../languages/languages.ts';

/** A script of ours that may run on one page. */
export interface PageScript {
  /** Under `root`. */
  readonly path: string;
  readonly nonce: string;
}

export interface DocumentProps {
  readonly language: Language;
  readonly brand: Brand;
  /** The path of the issuer, before the paths of the pages. */
  readonly root: string;
  /** Of the style sheet, under `root`. */
  readonly stylesheet: string;
  readonly title: string;
  readonly script?: PageScript | undefined;
  /** Whether the address of the page lets somebody do something: then it is told to nobody, this server included. */
  readonly secretAddress?: boolean;
  readonly className: string;
  readonly children: ReactNode;
}

/** What every page has around its body. */
export const Document = ({
  language,
  brand,
  root,
  stylesheet,
  title,
  script,
  secretAddress = false,
  className,
  children,
}: DocumentProps) => (
  <html lang={language.tag} dir={language.direction}>
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {/* Forms are checked by their Origin, which browsers send as null under the policy of the header */}
      <meta name="referrer" content={secretAddress ? 'strict-origin' : 'same-origin'} />
      <meta name="robots" content="noindex" />
      <title>{`${title} – ${brand.name}`}</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href={`${root}${stylesheet}`} />
      {brand.accent !== undefined && <link rel="stylesheet" href={`${root}${brand.accent.stylesheet}`} />}
      {script !== undefined && <script src={`${root}${script.path}`} nonce={script.nonce} defer />}
    </head>
    <body className={className}>{children}</body>
  </html>
);
