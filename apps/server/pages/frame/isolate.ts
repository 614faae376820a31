/** Names are of any script: isolated, they cannot turn the sentence around them (Unicode Standard Annex 9 §6.3). */
export const isolate = (text: string): string => `\u2068${text}\u2069`;
