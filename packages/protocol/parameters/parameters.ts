import { type Refusal, refuse } from '../refusals/refusal.ts';

/** Parameters that a request may carry more than once (RFC 8707 §2; RFC 8693 §2.1). */
const repeatable: ReadonlySet<string> = new Set(['resource', 'audience']);
const MAX_PARAMETERS = 100;

/**
 * The parameters of one request, each with one value unless declared repeatable. A parameter sent without a value
 * counts as omitted (RFC 6749 §3.1), but not twice.
 */
export class Parameters {
  readonly #values = new Map<string, string[]>();
  #count = 0;

  /** Takes one name and value as they were sent; a refusal where the name must not come again. */
  add(name: string, value: string): Refusal | undefined {
    this.#count += 1;
    if (this.#count > MAX_PARAMETERS) return refuse('request.too_many_parameters');
    const present = this.#values.get(name);
    if (present === undefined) this.#values.set(name, value === '' ? [] : [value]);
    else if (!repeatable.has(name)) return refuse('request.parameter_repeated', { parameter: name.slice(0, 64) });
    else if (value !== '') present.push(value);
    return undefined;
  }

  get(name: string): string | undefined {
    return this.#values.get(name)?.[0];
  }

  getAll(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** Every name and value that was sent with one, repeated names as often as they came. */
  entries(): readonly (readonly [name: string, value: string])[] {
    return [...this.#values].flatMap(([name, values]) => values.map((value) => [name, value] as const));
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }
}
