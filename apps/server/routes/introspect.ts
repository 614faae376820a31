import { isRefusal } from '@cardea/protocol';
import type { Endpoint } from './endpoint.ts';

const SIGNED = 'application/token-introspection+jwt';

/** Whether the media type stands in an Accept header, in any case, and not with the weight that means never (RFC 9110 §12.5.1). */
const accepts = (header: string | null, type: string): boolean =>
  (header ?? '').split(',').some((range) => {
    const [name = '', ...parameters] = range.toLowerCase().split(';');
    return name.trim() === type && !parameters.some((parameter) => /^\s*q=0(?:\.0*)?\s*$/.test(parameter));
  });

export const introspect: Endpoint = {
  name: 'introspect',
  path: (basePath) => `${basePath}/introspect`,
  methods: ['POST'],
  crossOrigin: false,
  summary: 'A resource server, or the client itself, asks whether a token is active.',
  specification: 'RFC 7662 §2, RFC 9701',
  async handle({ request, caller }, { engine, respond, readParameters }) {
    const parameters = await readParameters(request);
    if (isRefusal(parameters)) return parameters;
    const authorization = request.headers.get('authorization') ?? undefined;
    const answer = await engine.introspect({ parameters, authorization, caller });
    if (isRefusal(answer)) return answer;
    // RFC 9701 §4
    if (!accepts(request.headers.get('accept'), SIGNED)) return respond.json(answer.response);
    return respond.text(engine.signIntrospection(answer), SIGNED);
  },
};
