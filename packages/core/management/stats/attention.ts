import type { ListedSigningKey } from '../../keys/key-view.ts';
import { type EpochSeconds, seconds } from '../../ports/clock.ts';
import type { OutboxTrouble } from '../../ports/outbox.ts';
import type { EndingSecret } from '../../ports/stat.ts';
import { readSeries, type StatSeries } from '../../stats/series.ts';
import type { ManagementPorts } from '../ports.ts';
import type { Matter } from './matter.ts';

const A_DAY_SECONDS = 86_400;
/** How far ahead it is looked. */
const AHEAD_SECONDS = 14 * A_DAY_SECONDS;
const SOON_SECONDS = 3 * A_DAY_SECONDS;
/** Entries are sealed every ten seconds: whatever waits much longer, nobody seals. */
const SEALED_WITHIN_SECONDS = 120;
/** A key that should have had a successor for so long has none. */
const OVERDUE_SECONDS = A_DAY_SECONDS;
const MOST_SECRETS = 100;

const secretEnds = ({ clientId, clientName, expiresAt }: EndingSecret, now: EpochSeconds): Matter => ({
  kind: 'secret_ends',
  severity: expiresAt - now < SOON_SECONDS ? 'warning' : 'notice',
  subject: clientId,
  text: `A secret of ${clientName} ends`,
  mend: 'The client must use its newer secret by then; make one where there is none',
  at: expiresAt,
});

const keyComes = ({ id, algorithm, activeFrom }: ListedSigningKey): Matter => ({
  kind: 'key_comes',
  severity: 'notice',
  subject: id,
  text: `The next ${algorithm} key starts to sign`,
  mend: 'Nothing is to be done: verifiers that read the key set find it there already',
  at: activeFrom,
});

const keyOverdue = ({ id, algorithm, activeFrom }: ListedSigningKey): Matter => ({
  kind: 'key_overdue',
  severity: 'warning',
  subject: id,
  text: `The ${algorithm} key signs for longer than it should, and has no successor`,
  mend: 'Look at the log for what keeps the rotation from running, or rotate by hand',
  at: activeFrom,
});

const ofKeys = (keys: readonly ListedSigningKey[], now: EpochSeconds, rotationSeconds: number): readonly Matter[] => {
  const hasNext = new Set(keys.filter(({ state }) => state === 'next').map(({ algorithm }) => algorithm));
  return keys.flatMap((key) => {
    if (key.state === 'next') return key.activeFrom - now < AHEAD_SECONDS ? [keyComes(key)] : [];
    const isOld = now - key.activeFrom > rotationSeconds + OVERDUE_SECONDS;
    return key.state === 'current' && isOld && !hasNext.has(key.algorithm) ? [keyOverdue(key)] : [];
  });
};

const ofDeliveries = ({ kind, dead, late }: OutboxTrouble): readonly Matter[] => [
  ...(dead === 0
    ? []
    : [
        {
          kind: 'deliveries_given_up',
          severity: 'warning',
          subject: kind,
          text: `${dead} of kind ${kind} could not be delivered and ${dead === 1 ? 'was' : 'were'} given up`,
          mend: 'Look at why in the outbox; what is mended is delivered when it is caused again',
        } as const,
      ]),
  ...(late === 0
    ? []
    : [
        {
          kind: 'deliveries_late',
          severity: 'warning',
          subject: kind,
          text: `${late} of kind ${kind} failed more than once and ${late === 1 ? 'is' : 'are'} tried again`,
          mend: 'Look at the last error in the outbox: the mail server, or the address of the client',
        } as const,
      ]),
];

/** The audit, where its newest entries are not sealed though they should be. */
const ofAudit = async ({ stores }: Pick<ManagementPorts, 'stores'>, now: EpochSeconds): Promise<readonly Matter[]> => {
  const sealed = (await stores.audit.newestSeal())?.to ?? 0;
  const [unsealed] = await stores.audit.listAfter({ after: sealed, limit: 1 });
  if (unsealed === undefined || now - unsealed.at < SEALED_WITHIN_SECONDS) return [];
  return [
    {
      kind: 'audit_unsealed',
      severity: 'danger',
      subject: String(unsealed.sequence),
      text: `The audit is not sealed from entry ${unsealed.sequence} on`,
      mend: 'Verify the audit, which seals it; then look at the log for why no server does',
      at: unsealed.at,
    },
  ];
};

const ofRequests = ({ points, from }: StatSeries): readonly Matter[] => {
  const failures = points.reduce((sum, point) => sum + point.failures, 0);
  if (failures === 0) return [];
  return [
    {
      kind: 'requests_failed',
      severity: 'danger',
      subject: '5xx',
      text: `${failures} ${failures === 1 ? 'request' : 'requests'} failed on this side in the last two hours`,
      mend: 'Look at the log for errors, and at the health below',
      at: from,
    },
  ];
};

const urgency: Readonly<Record<Matter['severity'], number>> = { danger: 0, warning: 1, notice: 2 };

/** What somebody should look at, the worst first. */
export const listMatters = async (ports: ManagementPorts): Promise<readonly Matter[]> => {
  const { stores, clock, keyring, keyRotationSeconds } = ports;
  const now = seconds(clock);
  const [secrets, keys, troubles, audit, recent] = await Promise.all([
    stores.stats.listEndingSecrets({ from: now, until: now + AHEAD_SECONDS, limit: MOST_SECRETS }),
    keyring.list(),
    stores.outbox.listTroubles(),
    ofAudit(ports, now),
    readSeries({ span: 'hour', count: 2 }, ports),
  ]);
  return [
    ...ofRequests(recent),
    ...audit,
    ...troubles.flatMap(ofDeliveries),
    ...secrets.map((secret) => secretEnds(secret, now)),
    ...ofKeys(keys, now, keyRotationSeconds),
  ].sort((one, other) => urgency[one.severity] - urgency[other.severity]);
};
