import type { ListedFactors, TotpOffer } from '@cardea/core';
import { type FactorProblem, FactorProblemNotice, PROBLEM } from '../../factor/factor-problem.tsx';
import { SubmitButton } from '../../forms/button.tsx';
import { Form, type FormTarget } from '../../forms/form.tsx';
import { LinkButton } from '../../forms/link-button.tsx';
import type { Surroundings } from '../../frame/frame.tsx';
import { Notice } from '../../frame/notice.tsx';
import type { ShownCeremony } from '../../passkeys/passkey-form.tsx';
import { RecoveryCodes } from '../../recovery-codes/recovery-codes.tsx';
import { TotpSetup } from '../../setup/totp-setup.tsx';
import { Card } from '../frame/card.tsx';
import { agoInWords, dateInWords, Moment } from '../frame/moment.tsx';
import { PasskeysCard } from './passkeys-card.tsx';

interface SecurityContentProps {
  readonly surroundings: Surroundings;
  readonly form: FormTarget;
  readonly factors: ListedFactors;
  readonly now: number;
  readonly ceremony: ShownCeremony | undefined;
  /** An app that is being set up. */
  readonly offer: TotpOffer | undefined;
  /** Where the person begins to set one up. */
  readonly setUpUrl: string;
  readonly problem?: FactorProblem | undefined;
  /** Something else that was wrong, in words. */
  readonly fault?: string | undefined;
}

const AppCard = ({ surroundings, form, factors, now, offer, setUpUrl, problem }: SecurityContentProps) => {
  const { tag, messages } = surroundings.language;
  const { security } = messages.account;
  const { totp } = factors;
  if (totp === undefined)
    return (
      <Card id="authenticator-app" title={security.app} text={security.appText}>
        {offer === undefined ? (
          <LinkButton id="totp-start" look="primary" href={setUpUrl}>
            {security.setUpApp}
          </LinkButton>
        ) : (
          <div className="max-w-md">
            <TotpSetup
              offer={offer}
              form={form}
              hidden={['do', 'totp_add']}
              submit={security.confirmApp}
              messages={messages.setup}
              errorId={problem?.kind === 'failed' ? PROBLEM : undefined}
            />
          </div>
        )}
      </Card>
    );
  const { createdAt, lastUsedAt } = totp;
  return (
    <Card id="authenticator-app" title={security.app} text={security.appText}>
      <p className="mb-4 text-muted text-sm leading-relaxed">
        <Moment at={createdAt}>{security.added(dateInWords(createdAt, tag))}</Moment>
        {' · '}
        {lastUsedAt === undefined ? (
          security.neverUsed
        ) : (
          <Moment at={lastUsedAt}>{security.lastUsed(agoInWords(lastUsedAt, now, tag))}</Moment>
        )}
      </p>
      <Form target={form}>
        <SubmitButton id="totp-remove" look="danger" name="do" value="totp_remove" narrow>
          {security.removeApp}
        </SubmitButton>
      </Form>
    </Card>
  );
};

const CodesCard = ({
  surroundings,
  form,
  factors,
}: Pick<SecurityContentProps, 'surroundings' | 'form' | 'factors'>) => {
  const { security } = surroundings.language.messages.account;
  if (factors.totp === undefined && factors.passkeys.length === 0) return null;
  return (
    <Card id="recovery" title={security.codes} text={security.codesText}>
      <p id="recovery-left" className="mb-4 font-medium text-sm">
        {security.codesLeft(factors.recoveryCodes)}
      </p>
      <Form target={form}>
        <SubmitButton id="recovery-replace" look="secondary" name="do" value="codes_replace" narrow>
          {security.newCodes}
        </SubmitButton>
      </Form>
      <p className="mt-3 text-muted text-sm">{security.newCodesText}</p>
    </Card>
  );
};

/** Second factors and passkeys of a person. */
export const SecurityContent = (props: SecurityContentProps) => {
  const { surroundings, form, factors, now, ceremony, problem, fault } = props;
  return (
    <>
      <FactorProblemNotice problem={problem} messages={surroundings.language.messages.factor} />
      {fault !== undefined && (
        <Notice id="security-fault" kind="danger">
          <p>{fault}</p>
        </Notice>
      )}
      <PasskeysCard surroundings={surroundings} form={form} passkeys={factors.passkeys} now={now} ceremony={ceremony} />
      <AppCard {...props} />
      <CodesCard surroundings={surroundings} form={form} factors={factors} />
    </>
  );
};

interface FreshCodesProps {
  readonly surroundings: Surroundings;
  readonly codes: readonly string[];
  readonly nextUrl: string;
}

/** Recovery codes, shown once. */
export const FreshCodes = ({ surroundings, codes, nextUrl }: FreshCodesProps) => {
  const { recoveryCodes, account } = surroundings.language.messages;
  return (
    <Card id="fresh-codes" title={recoveryCodes.title} text={recoveryCodes.text}>
      <RecoveryCodes codes={codes} host={surroundings.brand.host} messages={recoveryCodes} />
      <div className="mt-6 print:hidden">
        <LinkButton id="recovery-done" look="primary" href={nextUrl}>
          {account.security.done}
        </LinkButton>
      </div>
    </Card>
  );
};
