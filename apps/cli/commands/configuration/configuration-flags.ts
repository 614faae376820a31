import { toggle } from '../../parse/flag.ts';

export const fileArgument = { name: 'FILE', doc: 'the file with the configuration; - for standard input' };

export const pruneFlag = toggle('Also remove what is there and not in the file, of the sections that the file has.');
