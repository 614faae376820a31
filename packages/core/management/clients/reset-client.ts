import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { ttlProblem } from '../fields/numbers.ts';
import type { ManagementPorts } from '../ports.ts';
import { hasSecrets } from './auth-methods.ts';
import { chosenSecretProblem, makeSecret, pushSecret } from './client-secret.ts';
import { type ClientDescription, describeClient } from './describe-client.ts';
import { changeableClient, replaceClient } from './replace-client.ts';

export interface SecretReset {
  readonly id: string;
  /** How long the present secret stays good beside the new one, in seconds; it ends at once when absent. */
  readonly keepOldSeconds?: number | undefined;
  /** A chosen secret; one is made when absent. */
  readonly secret?: string | undefined;
}

const invalid = (field: string, problem: string | undefined): ManagementError | undefined =>
  problem === undefined ? undefined : new ManagementError('client.invalid', { field, problem });

/** Gives a client a new secret; the newest old one may live on for a while, so that it is rotated without an outage. */
export const resetSecret = async (
  ports: ManagementPorts,
  { id, keepOldSeconds, secret: chosen }: SecretReset,
  actor: Actor,
): Promise<{ readonly client: ClientDescription; readonly secret?: string | undefined } | ManagementError> => {
  const old = await changeableClient(ports, id);
  if (isManagementError(old)) return old;
  const { authMethod } = old;
  if (!hasSecrets(authMethod)) return new ManagementError('client.without_secrets', { subject: authMethod });
  const refused =
    invalid('keepOldSeconds', ttlProblem(keepOldSeconds)) ??
    invalid('secret', chosen === undefined ? undefined : chosenSecretProblem(authMethod, chosen));
  if (refused) return refused;

  const now = seconds(ports.clock);
  const keepUntil = keepOldSeconds === undefined ? undefined : now + keepOldSeconds;
  const fresh = await makeSecret(ports, { clientId: id, authMethod, chosen });
  const written = await replaceClient(ports, {
    old,
    changed: { secrets: pushSecret(old.secrets, fresh.secret, { now, keepUntil }) },
    action: 'client.secret_added',
    detail: { secretId: fresh.secret.id, oldSecretsEnd: keepUntil ?? now },
    actor,
  });
  return isManagementError(written) ? written : { client: describeClient(written), secret: fresh.text };
};

/** Ends all secrets of a client but the newest, now. */
export const dropOldSecrets = async (
  ports: ManagementPorts,
  id: string,
  actor: Actor,
): Promise<ClientDescription | ManagementError> => {
  const old = await changeableClient(ports, id);
  if (isManagementError(old)) return old;
  const [newest, ...older] = old.secrets;
  if (!newest || older.length === 0) return new ManagementError('client.no_old_secret', { subject: id });
  const written = await replaceClient(ports, {
    old,
    changed: { secrets: [newest] },
    action: 'client.secret_removed',
    detail: { secretIds: older.map((secret) => secret.id) },
    actor,
  });
  return isManagementError(written) ? written : describeClient(written);
};
