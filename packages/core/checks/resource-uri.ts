const MAX_CHARS = 2048;

/** Whether a text is a resource identifier: an absolute URI without a fragment (RFC 8707 §2). */
export const isResourceUri = (text: string): boolean =>
  text.length <= MAX_CHARS && /^[A-Za-z][A-Za-z0-9+.-]*:[^\s#"\\]+$/.test(text) && URL.canParse(text);
