interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly redirect: 'manual';
  readonly signal?: AbortSignal;
}

interface FetchedResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** What is asked of a `fetch`: the global one is one, whatever the runtime. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchedResponse>;
