import { SubmitButton } from '../forms/button.tsx';
import { Form, type FormTarget } from '../forms/form.tsx';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { Clock, Return } from '../frame/icons.tsx';
import { isolate } from '../frame/isolate.ts';
import type { AskingClient } from './asking-client.ts';
import {
  type ConsentingPerson,
  ConsentLinks,
  ConsentPerson,
  ConsentScopes,
  ConsentShown,
  ConsentWarnings,
  Fact,
} from './consent-parts.tsx';
import type { ShownScope } from './scope-words.ts';

export interface ConsentPageProps {
  readonly surroundings: Surroundings;
  readonly client: AskingClient;
  readonly person: ConsentingPerson;
  readonly scopes: readonly ShownScope[];
  /** Where the answer goes; undefined for an application on this device. */
  readonly returnsTo: string | undefined;
  /** Whether access goes on while the person is away. */
  readonly lasting: boolean;
  readonly form: FormTarget;
  readonly switchUrl: string;
}

export const ConsentPage = (props: ConsentPageProps) => {
  const { surroundings, client, person, scopes, returnsTo, lasting, form, switchUrl } = props;
  const { consent } = surroundings.language.messages;
  const application = isolate(client.name);
  const title = consent.title(application);
  return (
    <Frame {...surroundings} title={title}>
      <Heading title={title} />
      <ConsentWarnings client={client} messages={consent} />
      <ConsentPerson person={person} switchUrl={switchUrl} messages={consent} />
      <ConsentScopes scopes={scopes} messages={consent} />
      <ul className="mb-7 flex flex-col gap-3 border-line border-t pt-5 text-muted text-sm leading-relaxed">
        <Fact icon={<Return className="mt-0.5 size-5 shrink-0 rtl:-scale-x-100" />}>
          {consent.returnsTo}{' '}
          <bdi id="consent-returns-to" className="font-medium text-ink">
            {returnsTo ?? consent.thisDevice}
          </bdi>
        </Fact>
        <Fact icon={<Clock className="mt-0.5 size-5 shrink-0" />}>{lasting ? consent.lasting : consent.passing}</Fact>
      </ul>
      <Form target={form} className="flex flex-col gap-3">
        <ConsentShown person={person} client={client} scopes={scopes} />
        <SubmitButton id="consent-allow" look="primary" name="answer" value="allow">
          {consent.allow}
        </SubmitButton>
        <SubmitButton id="consent-deny" look="secondary" name="answer" value="deny">
          {consent.deny}
        </SubmitButton>
      </Form>
      <ConsentLinks client={client} messages={consent} />
    </Frame>
  );
};
