import type { Digests } from '@cardea/core';
import type { IssuerUrls } from '../cardea.ts';

interface OpenApi {
  readonly body: string;
  /** RFC 9110 §8.8.3 */
  readonly etag: string;
}

/** The description of the management, made when it is first asked for: a server that nobody manages over the network does without. */
export class OpenApiFile {
  readonly #issuer: string;
  readonly #urls: IssuerUrls;
  readonly #digests: Digests;
  #made: Promise<OpenApi> | undefined;

  constructor({ issuer, urls, digests }: { issuer: string; urls: IssuerUrls; digests: Digests }) {
    this.#issuer = issuer;
    this.#urls = urls;
    this.#digests = digests;
  }

  find(): Promise<OpenApi> {
    this.#made ??= this.#make();
    return this.#made;
  }

  async #make(): Promise<OpenApi> {
    const { openApiDocument } = await import('@cardea/admin');
    const { authorization, token } = this.#urls;
    const body = JSON.stringify(openApiDocument({ issuer: this.#issuer, authorization, token }));
    return { body, etag: `"${this.#digests.sha256(body)}"` };
  }
}
