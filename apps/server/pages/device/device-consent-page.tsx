import type { AskingClient } from '../consent/asking-client.ts';
import {
  type ConsentingPerson,
  ConsentLinks,
  ConsentPerson,
  ConsentScopes,
  ConsentShown,
  ConsentWarnings,
  Fact,
} from '../consent/consent-parts.tsx';
import type { ShownScope } from '../consent/scope-words.ts';
import { SubmitButton } from '../forms/button.tsx';
import { Form, type FormTarget } from '../forms/form.tsx';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { Clock, Place } from '../frame/icons.tsx';
import { isolate } from '../frame/isolate.ts';
import { Notice } from '../frame/notice.tsx';

export interface DeviceConsentPageProps {
  readonly surroundings: Surroundings;
  readonly client: AskingClient;
  readonly person: ConsentingPerson;
  readonly scopes: readonly ShownScope[];
  readonly userCode: string;
  /** Where the device asked from, whether this browser is there too, and how long ago it was, in words. */
  readonly address: string;
  readonly sameNetwork: boolean;
  readonly ago: string;
  /** Whether access goes on while the person is away. */
  readonly lasting: boolean;
  readonly form: FormTarget;
  readonly switchUrl: string;
}

const ICON = 'mt-0.5 size-5 shrink-0';

/**
 * Asks whether a device may have what it asks for. No answer is easier to give than the other one: the code may have been sent
 * by somebody who waits at the device (RFC 8628 §5.4).
 */
export const DeviceConsentPage = (props: DeviceConsentPageProps) => {
  const { surroundings, client, person, scopes, userCode, address, sameNetwork, ago, lasting, form, switchUrl } = props;
  const { consent, device } = surroundings.language.messages;
  const application = isolate(client.name);
  const title = device.asks(application);
  return (
    <Frame {...surroundings} title={title}>
      <Heading title={title} />
      <div className="mb-6 flex flex-col items-center gap-1 rounded-2xl bg-tint p-4 text-center">
        <h2 className="text-muted text-sm">{device.shows}</h2>
        <bdi id="device-code" dir="ltr" className="font-mono font-semibold text-2xl tracking-widest">
          {userCode}
        </bdi>
      </div>
      <Notice id="device-warning" kind="notice">
        <p>{device.onlyIf(application)}</p>
      </Notice>
      <ConsentWarnings client={client} messages={consent} />
      <ConsentPerson person={person} switchUrl={switchUrl} messages={consent} />
      <ConsentScopes scopes={scopes} messages={consent} />
      <ul className="mb-7 flex flex-col gap-3 border-line border-t pt-5 text-muted text-sm leading-relaxed">
        <Fact icon={<Place className={ICON} />}>
          {device.askedFrom}{' '}
          <bdi id="device-address" className="font-medium text-ink">
            {address}
          </bdi>
          <br />
          {sameNetwork ? device.sameNetwork : device.otherNetwork}
        </Fact>
        <Fact icon={<Clock className={ICON} />}>
          {device.askedAt(ago)}
          <br />
          {lasting ? consent.lasting : consent.passing}
        </Fact>
      </ul>
      <Form target={form} className="flex flex-col gap-3">
        <ConsentShown person={person} client={client} scopes={scopes} />
        <SubmitButton id="consent-deny" look="secondary" name="answer" value="deny">
          {consent.deny}
        </SubmitButton>
        <SubmitButton id="consent-allow" look="secondary" name="answer" value="allow">
          {consent.allow}
        </SubmitButton>
      </Form>
      <ConsentLinks client={client} messages={consent} />
    </Frame>
  );
};
