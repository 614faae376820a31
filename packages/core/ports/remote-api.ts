/** An answer of a server elsewhere, whatever its status. */
export interface RemoteAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** Why there is none: a word for the log. Who asked learns only that there is none. */
export interface RemoteFailure {
  readonly failure: string;
}

export interface RemoteRequest {
  /** The Authorization header. */
  readonly authorization?: string | undefined;
  /** A form to post; without it the request is a GET. */
  readonly form?: string | undefined;
}

/**
 * JSON from servers that an operator registered: from public addresses only, over https, with a time limit and a size limit,
 * never after a redirect. Answers with an error status are answers.
 */
export type RemoteApi = (url: string, request?: RemoteRequest) => Promise<RemoteAnswer | RemoteFailure>;
