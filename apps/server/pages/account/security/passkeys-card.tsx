import type { ListedFactors } from '@cardea/core';
import { SubmitButton } from '../../forms/button.tsx';
import { Form, type FormTarget } from '../../forms/form.tsx';
import type { Surroundings } from '../../frame/frame.tsx';
import { Key } from '../../frame/icons.tsx';
import { isolate } from '../../frame/isolate.ts';
import { PasskeyForm, type ShownCeremony } from '../../passkeys/passkey-form.tsx';
import { Card } from '../frame/card.tsx';
import { agoInWords, dateInWords, Moment } from '../frame/moment.tsx';
import { TextField } from '../frame/text-field.tsx';

const MAX_NAME_CHARS = 64;

interface PasskeysCardProps {
  readonly surroundings: Surroundings;
  readonly form: FormTarget;
  readonly passkeys: ListedFactors['passkeys'];
  readonly now: number;
  /** Where browsers make passkeys for this host, and the person has just proved who they are. */
  readonly ceremony: ShownCeremony | undefined;
}

type PasskeyProps = Pick<PasskeysCardProps, 'surroundings' | 'form' | 'now'> & {
  readonly passkey: ListedFactors['passkeys'][number];
  readonly index: number;
};

const Passkey = ({ surroundings, form, now, passkey, index }: PasskeyProps) => {
  const { tag, messages } = surroundings.language;
  const { security } = messages.account;
  const { id, name, isSynced, createdAt, lastUsedAt } = passkey;
  return (
    <li className="flex flex-col gap-4 border-line border-b py-5 first:pt-0 last:border-b-0 last:pb-0">
      <div className="flex min-w-0 gap-4">
        <span className="flex size-11 shrink-0 items-center justify-center rounded-full bg-tint text-accent">
          <Key className="size-5" />
        </span>
        <div className="flex min-w-0 flex-1 flex-col">
          <h3 className="font-medium wrap-anywhere">
            <bdi>{name}</bdi>
          </h3>
          <p className="text-muted text-sm leading-relaxed">
            {lastUsedAt === undefined ? (
              security.neverUsed
            ) : (
              <Moment at={lastUsedAt}>{security.lastUsed(agoInWords(lastUsedAt, now, tag))}</Moment>
            )}
          </p>
          <p className="text-muted text-sm leading-relaxed">
            <Moment at={createdAt}>{security.added(dateInWords(createdAt, tag))}</Moment>
            {' · '}
            {isSynced ? security.synced : security.thisDevice}
          </p>
        </div>
      </div>
      <div className="flex flex-col gap-3 sm:flex-row sm:items-end">
        <Form target={form} className="flex min-w-0 flex-1 flex-col gap-3 sm:flex-row sm:items-end">
          <input type="hidden" name="passkey" value={id} />
          <TextField
            id={`passkey-name-${index}`}
            name="name"
            type="text"
            label={security.passkeyName}
            value={name}
            required
            maxLength={MAX_NAME_CHARS}
            autoComplete="off"
          />
          <SubmitButton
            id={`passkey-rename-${index}`}
            look="secondary"
            name="do"
            value="passkey_rename"
            label={security.renameOf(isolate(name))}
            narrow
          >
            {security.rename}
          </SubmitButton>
        </Form>
        <Form target={form}>
          <input type="hidden" name="passkey" value={id} />
          <SubmitButton
            id={`passkey-remove-${index}`}
            look="danger"
            name="do"
            value="passkey_remove"
            label={security.removeOf(isolate(name))}
            narrow
          >
            {security.remove}
          </SubmitButton>
        </Form>
      </div>
    </li>
  );
};

/** The passkeys of a person, and how to add one. */
export const PasskeysCard = ({ surroundings, form, passkeys, now, ceremony }: PasskeysCardProps) => {
  const { account, factor, setup } = surroundings.language.messages;
  const { security } = account;
  return (
    <Card id="passkeys" title={security.passkeys} text={security.passkeysText}>
      {passkeys.length === 0 ? (
        <p className="text-muted text-sm">{security.noPasskeys}</p>
      ) : (
        <ul className="flex flex-col">
          {passkeys.map((passkey, index) => (
            <Passkey
              key={passkey.id}
              surroundings={surroundings}
              form={form}
              now={now}
              passkey={passkey}
              index={index + 1}
            />
          ))}
        </ul>
      )}
      {ceremony !== undefined && (
        <>
          <noscript>
            <p className="mt-4 text-muted text-sm">{security.noScript}</p>
          </noscript>
          <PasskeyForm
            id="passkey-form"
            target={form}
            kind="create"
            ceremony={ceremony}
            failed={factor.passkeyFailed}
            className="mt-5 border-line border-t pt-5"
          >
            <input type="hidden" name="do" value="passkey_add" />
            <div className="flex flex-col gap-3 sm:flex-row sm:items-end">
              <TextField
                id="passkey-name"
                name="name"
                type="text"
                label={security.passkeyName}
                value={setup.passkeyName}
                required
                maxLength={MAX_NAME_CHARS}
                autoComplete="off"
              />
              <SubmitButton id="passkey-add" look="primary" narrow>
                {security.addPasskey}
              </SubmitButton>
            </div>
          </PasskeyForm>
        </>
      )}
    </Card>
  );
};
