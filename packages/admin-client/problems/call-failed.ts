/** Every way in which a call does not get as far as a procedure. */
const callProblems = {
  'server.unreachable': {
    message: 'The server does not answer',
    mend: 'Look at its address, at the network between, and whether it runs',
  },
  'server.certificate': {
    message: 'The certificate of the server is not trusted',
    mend: 'Look at its name and its date; for an authority of your own set NODE_EXTRA_CA_CERTS to its certificate',
  },
  'server.insecure': {
    message: 'Nothing secret is sent to this address',
    mend: 'Use the https URL of the issuer, without a user name; http is for loopback alone',
  },
  'server.unavailable': { message: 'The server cannot do it now', mend: 'Repeat it in a moment' },
  'call.refused': { message: 'The server does not take the call', mend: 'Look at what was sent, and how much of it' },
  'server.unexpected': {
    message: 'This is no answer of the management of Cardea',
    mend: 'Look whether the issuer is right, and what stands before the server',
  },
  'issuer.other': {
    message: 'Another issuer answers there',
    mend: 'Use the issuer as its metadata names it',
  },
  'key.unusable': {
    message: 'The key of the client cannot sign',
    mend: 'Give a private JWK (RFC 7517 §4), with alg where the client is registered for another than the usual one',
  },
  'token.denied': {
    message: 'The issuer gives no token',
    mend: 'Look at the id of the client, its credential, and the scopes it is registered with',
  },
  'token.refused': {
    message: 'The access token is not taken',
    mend: 'Get a new one for the issuer itself, with a scope that begins with admin:',
  },
} as const;

export type CallProblemCode = keyof typeof callProblems;

interface More {
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
}

/** A call did not get as far as a procedure. The message holds no token and no secret. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly code: CallProblemCode;
  /** What to do about it. */
  readonly mend: string;
  readonly status: number | undefined;
  /** By which the log of the server tells more. */
  readonly requestId: string | undefined;

  constructor(code: CallProblemCode, detail: string, { status, requestId }: More = {}) {
    super(`${callProblems[code].message}: ${detail}`);
    this.code = code;
    this.mend = callProblems[code].mend;
    this.status = status;
    this.requestId = requestId;
  }
}
