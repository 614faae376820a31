import type { PlanMaker } from '../load/plan.ts';
import { appOf, type RunningAuthorizationServer } from '../servers/server.ts';
import { asClient } from './codes.ts';
import { makeMany, post, textOf, times } from './making.ts';

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** Cardea gives one address 100,000 device codes at most, for all the rounds. */
const AT_MOST = 15_000;

/** The first poll of each of many devices, which nobody has allowed yet (RFC 8628 §3.5). */
export function devicePollPlan(server: RunningAuthorizationServer): PlanMaker {
  return {
    atMost: AT_MOST,
    make: async (requests) => {
      const television = appOf(await server.signIn(), 'television');
      const { headers, form } = asClient(television);
      const url = server.origin + server.paths.device;
      const codes = await makeMany(times(requests), async () =>
        textOf(await post(url, { ...form, scope: television.scope }, headers), 'device_code'),
      );
      return {
        method: 'POST',
        path: server.paths.token,
        headers,
        bodies: codes.map((code) =>
          new URLSearchParams({ ...form, grant_type: DEVICE_GRANT, device_code: code }).toString(),
        ),
        status: 400,
        expect: '"authorization_pending"',
        use: 'once',
      };
    },
  };
}
