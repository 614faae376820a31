const MAX_CHARS = 32 * 1024;

/** What a browser answered, as far as it is looked at before it is verified. */
export interface PresentedCredential {
  readonly id: string;
  /** base64url; authenticators that keep the passkey themselves say it. */
  readonly userHandle: string | undefined;
  readonly response: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON of a `PublicKeyCredential` (Web Authentication §5.1); undefined for anything else. */
export const presentedCredential = (text: string): PresentedCredential | undefined => {
  if (text.length > MAX_CHARS) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(parsed) || typeof parsed.id !== 'string' || !isObject(parsed.response)) return undefined;
  const { userHandle } = parsed.response;
  return {
    id: parsed.id,
    userHandle: typeof userHandle === 'string' ? userHandle.replace(/={1,2}$/, '') : undefined,
    response: parsed,
  };
};
