import type { OpenApiPlaces } from '@cardea/admin';
import type { Digests } from '@cardea/core';

interface OpenApi {
  readonly body: string;
  /** RFC 9110 §8.8.3 */
  readonly etag: string;
}

/** The description of the management, made when it is first asked for: a server that nobody manages over the network does without. */
export class OpenApiFile {
  readonly #places: OpenApiPlaces;
  readonly #digests: Digests;
  #made: Promise<OpenApi> | undefined;

  constructor(places: OpenApiPlaces, digests: Digests) {
    this.#places = places;
    this.#digests = digests;
  }

  find(): Promise<OpenApi> {
    this.#made ??= this.#make();
    return this.#made;
  }

  async #make(): Promise<OpenApi> {
    const { openApiDocument } = await import('@cardea/admin');
    const body = JSON.stringify(openApiDocument(this.#places));
    return { body, etag: `"${this.#digests.sha256(body)}"` };
  }
}
