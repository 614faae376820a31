type Json = Readonly<Record<string, unknown>>;

const AT_ONCE = 32;

/** Makes something of each, several at once. */
export async function makeMany<T, Made>(
  of: readonly T[],
  make: (one: T, index: number) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = [];
  const entries = of.entries();
  const worker = async () => {
    for (const [index, one] of entries) made.push(await make(one, index));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return made;
}

export const times = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** A form that is answered in JSON; throws unless the answer is 200. */
export async function post(
  url: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): Promise<Json> {
  const response = await fetch(url, { method: 'POST', headers: { ...headers }, body: new URLSearchParams(form) });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`POST ${url} answered ${response.status} ${text.slice(0, 300)}`);
  return JSON.parse(text) as Json;
}

export function textOf(json: Json, member: string): string {
  const value = json[member];
  if (typeof value !== 'string') throw new Error(`The answer has no ${member}.`);
  return value;
}
