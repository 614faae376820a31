import type { Brand } from '../branding/brand.ts';
import type { DocumentProps } from './document.tsx';

const LINK = 'inline-flex min-h-6 items-center underline underline-offset-4 hover:text-ink';

export const hasLinks = ({ termsUrl, privacyUrl, helpUrl }: Brand): boolean =>
  [termsUrl, privacyUrl, helpUrl].some((url) => url !== undefined);

/** Where the place says on what terms, what it does with personal data, and how it helps; nothing where it says none of it. */
export const BrandLinks = ({ surroundings }: { readonly surroundings: Pick<DocumentProps, 'brand' | 'language'> }) => {
  const { brand, language } = surroundings;
  const { consent, help } = language.messages;
  const links = [
    ['brand-terms', brand.termsUrl, consent.terms],
    ['brand-privacy', brand.privacyUrl, consent.privacy],
    ['brand-help', brand.helpUrl, help],
  ] as const;
  if (!hasLinks(brand)) return null;
  return (
    <p className="flex flex-wrap justify-center gap-x-6 gap-y-2">
      {links.map(
        ([id, url, words]) =>
          url !== undefined && (
            <a key={id} id={id} href={url} rel="noreferrer" className={LINK}>
              {words}
            </a>
          ),
      )}
    </p>
  );
};
