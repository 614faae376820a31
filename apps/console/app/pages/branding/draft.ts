import type { Inputs, Outputs } from '../../api/api.ts';
import type { FormValues } from '../../parts/form-values.ts';

export type Branding = Outputs['branding']['show'];

/** What the form says; a picture is a `data:` URL. */
export interface Draft {
  readonly name: string | undefined;
  readonly accent: string | undefined;
  readonly logo: string | undefined;
  readonly darkLogo: string | undefined;
  readonly signInTexts: Readonly<Record<string, string>>;
  readonly termsUri: string | undefined;
  readonly privacyUri: string | undefined;
  readonly helpUri: string | undefined;
}

/** The languages of the pages, and all others. */
export const languages: readonly (readonly [tag: string, name: string])[] = [
  ['*', 'All languages without one of their own'],
  ['en', 'English'],
  ['de', 'German'],
  ['fr', 'French'],
  ['es', 'Spanish'],
  ['ja', 'Japanese'],
  ['ar', 'Arabic'],
];

const dataUrl = (logo: Branding['logo']): string | undefined => logo && `data:${logo.type};base64,${logo.base64}`;

export const draftOf = (branding: Branding): Draft => ({
  name: branding.name,
  accent: branding.accent,
  logo: dataUrl(branding.logo),
  darkLogo: dataUrl(branding.darkLogo),
  signInTexts: branding.signInTexts,
  termsUri: branding.termsUri,
  privacyUri: branding.privacyUri,
  helpUri: branding.helpUri,
});

type Pictures = Pick<Draft, 'logo' | 'darkLogo'>;

/** What the form says now, with the pictures that were chosen. */
export const readDraft = (values: FormValues, pictures: Pictures, old: Branding): Draft => ({
  logo: pictures.logo,
  darkLogo: pictures.darkLogo,
  name: values.text('name'),
  accent: values.text('accent'),
  signInTexts: {
    // One that was set for another language elsewhere stays
    ...Object.fromEntries(
      Object.entries(old.signInTexts).filter(([tag]) => !languages.some(([known]) => known === tag)),
    ),
    ...Object.fromEntries(
      languages.flatMap(([tag]) => {
        const text = values.text(`text-${tag}`);
        return text === undefined ? [] : [[tag, text]];
      }),
    ),
  },
  termsUri: values.text('termsUri'),
  privacyUri: values.text('privacyUri'),
  helpUri: values.text('helpUri'),
});

/** All that the form says, as a change: what is empty is taken away, and a picture that stayed is not sent again. */
export const changesFrom = (draft: Draft, { clientId, version, ...old }: Branding): Inputs['branding']['modify'] => {
  const { logo, darkLogo } = draft;
  return {
    clientId,
    version,
    name: draft.name ?? null,
    accent: draft.accent ?? null,
    signInTexts: { ...draft.signInTexts },
    termsUri: draft.termsUri ?? null,
    privacyUri: draft.privacyUri ?? null,
    helpUri: draft.helpUri ?? null,
    ...(logo === dataUrl(old.logo) ? {} : { logo: logo ?? null }),
    ...(darkLogo === dataUrl(old.darkLogo) ? {} : { darkLogo: darkLogo ?? null }),
  };
};
