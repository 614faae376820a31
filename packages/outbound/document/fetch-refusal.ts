/** Why a document was not fetched: for the operator's log. Whoever chose the URL learns only that it was not. */
export const fetchFailures = {
  url: 'It is not an absolute https URL without user name and fragment',
  name: 'The host name is not a public one, or does not resolve',
  address: 'The host has an address that is not on the public internet',
  busy: 'Too many documents are being fetched, or the host failed several times just now',
  connect: 'No connection could be made',
  tls: 'The TLS handshake failed, or the certificate is not valid for the host',
  timeout: 'The document did not arrive in time',
  protocol: 'The answer is not well-formed HTTP/1.1, or was cut off',
  redirect: 'The answer is a redirect; redirects are not followed',
  status: 'The status of the answer is not 200',
  type: 'The answer is of another type than it should be',
  encoding: 'The answer is compressed',
  size: 'The document is too large',
  json: 'The document is not well-formed JSON in UTF-8, or is nested too deeply',
} as const;

export type FetchFailure = keyof typeof fetchFailures;

/** A document that was not fetched. A value: the one who asked decides what follows. */
export class FetchRefusal {
  readonly failure: FetchFailure;
  /** One text for every failure: a caller must not find out about ports and hosts that only this machine can reach. */
  readonly description = 'The document could not be fetched';

  constructor(failure: FetchFailure) {
    this.failure = failure;
  }

  /** What went wrong, in words for the operator. */
  get detail(): string {
    return fetchFailures[this.failure];
  }
}

export const isFetchRefusal = (value: unknown): value is FetchRefusal => value instanceof FetchRefusal;
