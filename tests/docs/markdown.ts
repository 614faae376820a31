/** A fenced block: the words after the fence, and what stands inside. */
export interface Block {
  /** The first word: the language. */
  readonly language: string;
  /** The other words. */
  readonly marks: readonly string[];
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

const FENCE = /^```(\S*)[ \t]*([^\n]*)\n([\s\S]*?)^```[ \t]*$/gm;

export const blocks = (markdown: string): readonly Block[] =>
  [...markdown.matchAll(FENCE)].map(({ 1: language = '', 2: marks = '', 3: text = '', index }) => ({
    language,
    marks: marks.split(/\s+/).filter((mark) => mark !== ''),
    text,
    line: markdown.slice(0, index).split('\n').length,
  }));

const withoutCode = (markdown: string): string => markdown.replace(FENCE, '').replace(/`[^`\n]*`/g, '');

/** Targets of the links that lead into the repository. */
export const relativeLinks = (markdown: string): readonly string[] =>
  [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));

/** The anchors that GitHub makes of the headings. */
export const anchors = (markdown: string): ReadonlySet<string> =>
  new Set(
    [...markdown.replace(FENCE, '').matchAll(/^#+ +(.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
