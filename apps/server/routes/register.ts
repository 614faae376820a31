import { isRefusal, type Refusal } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import type { Endpoint, EndpointRequest } from './endpoint.ts';

const credentials = ({ request, caller }: EndpointRequest) => ({
  authorization: request.headers.get('authorization') ?? undefined,
  caller,
});

const isOn: Endpoint['isOn'] = ({ registration }) => registration.mode !== 'off';

export const register: Endpoint = {
  name: 'register',
  path: (basePath) => `${basePath}/register`,
  methods: ['POST'],
  crossOrigin: true,
  summary: 'A client registers itself, where that is switched on.',
  specification: 'RFC 7591 §3, OpenID Connect Dynamic Client Registration §3',
  isOn,
  async handle(incoming, { registration, readObject, respond }) {
    const metadata = await readObject(incoming.request);
    if (isRefusal(metadata)) return metadata;
    const answer = await registration.register({ ...credentials(incoming), metadata });
    return isRefusal(answer) ? answer : respond.json(answer, 201);
  },
};

/** The last segment of the path. */
const clientIdOf = ({ request }: EndpointRequest): string => {
  const { pathname } = new URL(request.url);
  try {
    return decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1));
  } catch {
    return '';
  }
};

const replace = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal> => {
  const metadata = await cardea.readObject(incoming.request);
  if (isRefusal(metadata)) return metadata;
  const answer = await cardea.registration.replace(clientIdOf(incoming), { ...credentials(incoming), metadata });
  return isRefusal(answer) ? answer : cardea.respond.json(answer);
};

const remove = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal> => {
  const refusal = await cardea.registration.remove(clientIdOf(incoming), credentials(incoming));
  return refusal ?? cardea.respond.empty(204);
};

export const registeredClient: Endpoint = {
  name: 'registered client',
  path: (basePath) => `${basePath}/register/:id`,
  methods: ['GET', 'PUT', 'DELETE'],
  crossOrigin: true,
  summary: 'A client that registered itself looks at its registration, replaces or removes it.',
  specification: 'RFC 7592 §2, OpenID Connect Dynamic Client Registration §4',
  isOn,
  async handle(incoming, cardea) {
    const { method } = incoming.request;
    if (method === 'PUT') return replace(incoming, cardea);
    if (method === 'DELETE') return remove(incoming, cardea);
    const answer = await cardea.registration.read(clientIdOf(incoming), credentials(incoming));
    return isRefusal(answer) ? answer : cardea.respond.json(answer);
  },
};
