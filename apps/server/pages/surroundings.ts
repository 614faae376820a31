import type { Cardea } from '../cardea.ts';
import { issuerPath } from '../http/issuer-path.ts';
import type { Brand } from './branding/brand.ts';
import type { Surroundings } from './frame/frame.tsx';
import { type Language, languageFor } from './languages/languages.ts';
import { stylesheet } from './styles/stylesheet.ts';

/** What a flow says of the pages it is shown on. */
interface Wish {
  readonly uiLocales?: readonly string[] | undefined;
  readonly clientId?: string | undefined;
}

/** The language of the browser that asks, or what its flow asks for. */
export const languageAsked = ({ headers }: Request, uiLocales: readonly string[] = []): Language =>
  languageFor(headers.get('accept-language'), uiLocales);

interface Drawn extends Wish {
  readonly request: Request;
  readonly brand: Brand;
}

export const surroundingsWith = (
  { request, brand, uiLocales }: Drawn,
  { settings }: Pick<Cardea, 'settings'>,
): Surroundings => ({
  language: languageAsked(request, uiLocales),
  brand,
  root: issuerPath(settings.issuer),
  stylesheet: stylesheet.path,
});

/** What a page is drawn with, for the browser that asks; a page of a flow also for the client that asks. */
export const surroundingsFor = async (
  request: Request,
  cardea: Pick<Cardea, 'settings' | 'brands'>,
  wish: Wish = {},
): Promise<Surroundings> =>
  surroundingsWith({ ...wish, request, brand: await cardea.brands.find(wish.clientId) }, cardea);
