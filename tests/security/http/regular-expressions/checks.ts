import {
  covers,
  isScopeToken,
  parseBasic,
  parseForm,
  parseHandle,
  parseJsonParameters,
  parseScope,
  splitAuthorization,
} from '@cardea/protocol';
import { presentedToken } from '@cardea/resource';

/** Checks of texts by code rather than by a pattern, URLs among them. */
export const checks: Readonly<Record<string, (text: string) => unknown>> = {
  'URL.canParse': (text) => URL.canParse(text),
  URLSearchParams: (text) => [...new URLSearchParams(text)].length,
  parseForm,
  parseJsonParameters,
  parseBasic,
  splitAuthorization,
  parseScope,
  isScopeToken,
  covers: (text) => covers([text], text),
  presentedToken: (text) =>
    presentedToken(
      new Request(`https://a/?${encodeURI(text.toWellFormed())}`, {
        headers: { authorization: `Bearer ${encodeURI(text.toWellFormed())}` },
      }),
    ),
  parseHandle: (text) => parseHandle('access_token', text),
};

const PIECES = [
  'a',
  '0',
  '/',
  '//',
  '.',
  '..',
  '%',
  '%2',
  '%25',
  '&',
  '=',
  'a=&',
  '+',
  ' ',
  ':',
  '@',
  '[',
  '{',
  '{"a":',
  '"',
  '\\"',
  '\\u0061',
  ',',
  '*',
  'é',
  '\ud800',
  'xn--a.',
  '1e9',
];
const STARTS = ['', 'https://', 'https://a/', 'a=', '{"a":"', '[', 'Basic ', 'cda_at_', 'https://[', '"'];

/** Texts that are tedious for parsers in general. */
export const commonAttacks = (length: number): readonly string[] =>
  STARTS.flatMap((start) =>
    PIECES.map((piece) => (start + piece.repeat(Math.ceil(length / piece.length))).slice(0, length)),
  );
