/** A form of a page, as it would be sent. */
export interface PageForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  /** What each of its buttons says, where it says something. */
  readonly buttons: readonly Readonly<Record<string, string>>[];
}

/** A response, read to its end. */
export interface PageResponse {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly location: string | undefined;
  readonly forms: readonly PageForm[];
}

const MAX_REDIRECTS = 10;

const formsOf = (html: string, url: string): readonly PageForm[] => {
  const forms: { action: string; fields: Record<string, string>; buttons: Record<string, string>[] }[] = [];
  new HTMLRewriter()
    .on('form', {
      element: (form) => {
        forms.push({ action: new URL(form.getAttribute('action') ?? '', url).href, fields: {}, buttons: [] });
      },
    })
    .on('form input', {
      element: (input) => {
        const form = forms.at(-1);
        const name = input.getAttribute('name');
        if (form && name !== null) form.fields[name] = input.getAttribute('value') ?? '';
      },
    })
    .on('form button[name]', {
      element: (button) => {
        forms.at(-1)?.buttons.push({ [button.getAttribute('name') ?? '']: button.getAttribute('value') ?? '' });
      },
    })
    .transform(html);
  return forms;
};

/**
 * A browser without a screen: it keeps cookies, follows redirects of one origin, and sends forms with the headers that
 * browsers send. Tests may leave any of that out, which real browsers do not let them.
 */
export class HttpBrowser {
  readonly cookies = new Map<string, string>();
  readonly #origin: string;
  readonly #listensAt: string;

  /** `listensAt`: the origin that is connected to, where a proxy would stand before the issuer's. */
  constructor(issuer: string, listensAt: string = new URL(issuer).origin) {
    this.#origin = new URL(issuer).origin;
    this.#listensAt = listensAt;
  }

  async send(url: string, init: RequestInit = {}): Promise<PageResponse> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0 && !headers.has('cookie'))
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const asked = new URL(url, this.#origin);
    const target = asked.origin === this.#origin ? `${this.#listensAt}${asked.pathname}${asked.search}` : asked;
    const response = await fetch(target, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await response.text();
    const location = response.headers.get('location') ?? undefined;
    return {
      url: asked.href,
      status: response.status,
      headers: response.headers,
      text,
      location: location === undefined ? undefined : new URL(location, asked).href,
      forms: formsOf(text, asked.href),
    };
  }

  async open(url: string, init?: RequestInit): Promise<PageResponse> {
    return await this.follow(await this.send(url, init));
  }

  /** Follows redirects until a page comes, or one that leads to another origin. */
  async follow(first: PageResponse): Promise<PageResponse> {
    let response = first;
    for (let hop = 0; hop < MAX_REDIRECTS && response.location?.startsWith(`${this.#origin}/`); hop++)
      response = await this.send(response.location);
    return response;
  }

  /** A form as it is sent from a page of this origin; fields and headers of one's own replace what the page has. */
  async submit(
    form: PageForm | undefined,
    fields: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = { origin: this.#origin, 'sec-fetch-site': 'same-origin' },
  ): Promise<PageResponse> {
    if (form === undefined) throw new Error('the page has no such form');
    return await this.send(form.action, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ ...form.fields, ...fields }),
    });
  }
}
