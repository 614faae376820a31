import type { PasswordJudge, PasswordWeakness } from '@cardea/core';
import type { ZxcvbnFactory, ZxcvbnResult } from '@zxcvbn-ts/core';

/** Fewer guesses than a million are within reach of an attack over the network, however slow each attempt is made. */
const MIN_GUESSES = 1e6;
/** What follows makes no password weaker, and the time of a check grows faster than its length. */
const JUDGED_CHARS = 64;
/** Words of a person of which a shorter part says nothing. */
const MIN_WORD_CHARS = 3;

/** The word lists take 60 ms and 36 MB: whoever never sets a password does not pay for them. */
const load = async (): Promise<ZxcvbnFactory> => {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: JUDGED_CHARS });
};

/** The words of a person, and the parts of those that have several. */
const wordsOf = (about: readonly string[]): string[] =>
  [...new Set(about.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]))].filter(
    (word) => word.length >= MIN_WORD_CHARS,
  );

/** By the part of the password that is most of it. */
const weaknessOf = ({ sequence }: ZxcvbnResult): PasswordWeakness => {
  const largest = sequence.toSorted((a, b) => b.token.length - a.token.length)[0];
  if (largest?.pattern === 'dictionary') return largest.dictionaryName === 'userInputs' ? 'personal' : 'common';
  return largest === undefined || largest.pattern === 'bruteforce' ? 'short' : 'pattern';
};

/** Estimates how many guesses a password takes (zxcvbn), with the 49,000 most used passwords at hand; asks nobody. */
export const createPasswordJudge = (): PasswordJudge => {
  let estimator: Promise<ZxcvbnFactory> | undefined;
  return {
    async weakness(password, about) {
      estimator ??= load();
      const result = (await estimator).check(password, wordsOf(about));
      return result.guesses < MIN_GUESSES ? weaknessOf(result) : undefined;
    },
  };
};
