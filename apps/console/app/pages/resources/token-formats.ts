import type { Outputs } from '../../api/api.ts';

type Format = Outputs['resources']['show']['tokenFormat'];

export const tokenFormats: readonly (readonly [value: Format, label: string])[] = [
  ['opaque', 'opaque: the resource asks about each one'],
  ['jwt', 'JWT: the resource looks at them itself'],
];

export const formatOf = (value: string | undefined): Format => (value === 'jwt' ? 'jwt' : 'opaque');
