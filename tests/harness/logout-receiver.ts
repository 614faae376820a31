/** A logout token as it came to an application. */
export interface ReceivedToken {
  /** The last part of the path it was sent to: one for each application. */
  readonly application: string;
  readonly token: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly request: { readonly method: string; readonly contentType: string | null; readonly body: string };
}

type Answer = (received: ReceivedToken, attempt: number) => Response;

/** Takes the logout tokens of several applications, on loopback. */
export interface LogoutReceiver extends Disposable {
  readonly received: readonly ReceivedToken[];
  url(application: string): string;
  of(application: string): readonly ReceivedToken[];
  /** How an application answers from now on; `attempt` counts from 1. */
  answer(application: string, answer: Answer): void;
}

const part = (token: string, index: number): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());

export const startLogoutReceiver = (port = 0): LogoutReceiver => {
  const received: ReceivedToken[] = [];
  const answers = new Map<string, Answer>();
  const of = (application: string) => received.filter((one) => one.application === application);
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port,
    async fetch(request) {
      const application = new URL(request.url).pathname.slice(1);
      const body = await request.text();
      const token = new URLSearchParams(body).get('logout_token') ?? '';
      const { method, headers } = request;
      const one: ReceivedToken = {
        application,
        token,
        header: part(token, 0),
        claims: part(token, 1),
        request: { method, contentType: headers.get('content-type'), body },
      };
      received.push(one);
      return answers.get(application)?.(one, of(application).length) ?? new Response(null, { status: 200 });
    },
  });
  return {
    received,
    of,
    url: (application) => `http://127.0.0.1:${server.port}/${application}`,
    answer: (application, answer) => void answers.set(application, answer),
    [Symbol.dispose]: () => void server.stop(true),
  };
};
