import type { Cardea } from '../cardea.ts';
import { issuerPath } from '../http/issuer-path.ts';
import { brandOf } from './brand.ts';
import type { Surroundings } from './frame/frame.tsx';
import { languageFor } from './languages/languages.ts';
import { stylesheet } from './styles/stylesheet.ts';

/** What a page is drawn with, for the browser that asks. */
export const surroundingsFor = (
  request: Request,
  { settings }: Pick<Cardea, 'settings'>,
  uiLocales: readonly string[] = [],
): Surroundings => ({
  language: languageFor(request.headers.get('accept-language'), uiLocales),
  brand: brandOf(settings),
  root: issuerPath(settings.issuer),
  stylesheet: stylesheet.path,
});
