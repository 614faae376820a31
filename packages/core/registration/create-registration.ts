import { isRefusal, refuse } from '@cardea/protocol';
import { audited } from '../management/audit.ts';
import { seconds } from '../ports/clock.ts';
import { managedClient } from './access.ts';
import type { RegistrationDependencies } from './dependencies.ts';
import { clientInformation } from './information.ts';
import { registerClient } from './register-client.ts';
import type { Registration } from './registration.ts';
import { replaceRegistration } from './replace-registration.ts';

export const createRegistration = (dependencies: RegistrationDependencies): Registration => {
  const { stores, clock, policy } = dependencies;
  return {
    get mode() {
      return policy.mode;
    },
    register: (request) => registerClient(request, dependencies),
    replace: (id, request) => replaceRegistration(id, request, dependencies),

    async read(id, { authorization }) {
      const managed = await managedClient(id, authorization, dependencies);
      return isRefusal(managed) ? managed : clientInformation(managed.client, { token: managed.token }, dependencies);
    },

    async remove(id, { authorization, caller }) {
      const managed = await managedClient(id, authorization, dependencies);
      if (isRefusal(managed)) return managed;
      const held = await stores.commit({
        guard: { kind: 'client.delete', id },
        changes: [
          { kind: 'access_tokens.revoke', clientId: id, at: seconds(clock) },
          audited(clock, {
            actor: { kind: 'client', id, address: caller.address, requestId: caller.requestId },
            action: 'client.deleted',
            target: id,
            detail: { name: managed.client.name },
          }),
        ],
      });
      if (held) return undefined;
      const serves = (await stores.resources.list()).some(({ introspectors }) => introspectors.includes(id));
      return refuse(serves ? 'registration.in_use' : 'registration.token_unknown', { client: id });
    },
  };
};
