import type { OwnSession } from '@cardea/core';
import { SubmitButton } from '../../forms/button.tsx';
import { Form, type FormTarget } from '../../forms/form.tsx';
import type { Surroundings } from '../../frame/frame.tsx';
import { Laptop } from '../../frame/icons.tsx';
import { isolate } from '../../frame/isolate.ts';
import { Card } from '../frame/card.tsx';
import { agoInWords, dateInWords, Moment } from '../frame/moment.tsx';
import { browserInWords } from './browser-in-words.ts';

interface DevicesContentProps {
  readonly surroundings: Surroundings;
  readonly form: FormTarget;
  readonly sessions: readonly OwnSession[];
  readonly now: number;
}

type DeviceProps = Omit<DevicesContentProps, 'sessions'> & { readonly session: OwnSession; readonly index: number };

const Device = ({ surroundings, form, session, index, now }: DeviceProps) => {
  const { tag, messages } = surroundings.language;
  const { devices } = messages.account;
  const browser = browserInWords(session.userAgent, messages.account);
  return (
    <li
      data-current={session.isCurrent}
      className="flex flex-col gap-4 border-line border-b py-5 first:pt-0 last:border-b-0 last:pb-0 sm:flex-row sm:items-center"
    >
      <div className="flex min-w-0 flex-1 gap-4">
        <span className="flex size-11 shrink-0 items-center justify-center rounded-full bg-tint text-accent">
          <Laptop className="size-5" />
        </span>
        <div className="flex min-w-0 flex-col">
          <h2 className="font-medium wrap-anywhere">
            <bdi>{browser}</bdi>
            {session.isCurrent && (
              <span className="ms-2 inline-block rounded-full bg-tint px-2 py-0.5 font-medium text-accent text-xs">
                {devices.current}
              </span>
            )}
          </h2>
          <p className="text-muted text-sm leading-relaxed">
            <Moment at={session.lastSeenAt}>{devices.lastSeen(agoInWords(session.lastSeenAt, now, tag))}</Moment>
          </p>
          <p className="text-muted text-sm leading-relaxed">
            <Moment at={session.createdAt}>{devices.since(dateInWords(session.createdAt, tag))}</Moment>
            {' · '}
            <bdi dir="ltr" className="wrap-anywhere">
              {session.address}
            </bdi>
          </p>
        </div>
      </div>
      {!session.isCurrent && (
        <Form target={form} className="shrink-0">
          <input type="hidden" name="session" value={session.id} />
          <SubmitButton
            id={`device-end-${index}`}
            look="secondary"
            name="do"
            value="end"
            label={devices.endOf(isolate(browser))}
          >
            {devices.end}
          </SubmitButton>
        </Form>
      )}
    </li>
  );
};

/** Where a person is signed in. */
export const DevicesContent = ({ surroundings, form, sessions, now }: DevicesContentProps) => {
  const { devices } = surroundings.language.messages.account;
  const others = sessions.filter(({ isCurrent }) => !isCurrent);
  return (
    <>
      <Card>
        <ul id="devices" className="flex flex-col">
          {sessions.map((session, index) => (
            <Device
              key={session.id}
              surroundings={surroundings}
              form={form}
              session={session}
              index={index + 1}
              now={now}
            />
          ))}
        </ul>
      </Card>
      {others.length === 0 ? (
        <p id="devices-only-this" className="px-1 text-muted text-sm">
          {devices.onlyThis}
        </p>
      ) : (
        <Card title={devices.others} text={devices.othersText}>
          <Form target={form}>
            <SubmitButton id="devices-end-others" look="danger" name="do" value="end_others" narrow>
              {devices.endOthers}
            </SubmitButton>
          </Form>
        </Card>
      )}
    </>
  );
};
