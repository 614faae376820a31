import type { ReceivedMail } from '../../mail/dev-inbox.ts';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { Chevron } from '../frame/icons.tsx';

interface InboxProps {
  readonly surroundings: Surroundings;
  readonly mails: readonly ReceivedMail[];
}

const Time = ({ atMs, tag }: { readonly atMs: number; readonly tag: string }) => (
  <time dateTime={new Date(atMs).toISOString()} className="text-muted text-sm">
    {new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' }).format(atMs)}
  </time>
);

/** Every mail that a development server would have sent. */
export const InboxPage = ({ surroundings, mails }: InboxProps) => {
  const { messages, tag } = surroundings.language;
  const { devMail } = messages;
  return (
    <Frame {...surroundings} title={devMail.title}>
      <Heading title={devMail.title} text={devMail.text} />
      {mails.length === 0 ? (
        <p id="mail-empty" className="rounded-2xl border border-line p-6 text-center text-muted">
          {devMail.empty}
        </p>
      ) : (
        <ol id="mail-list" className="flex flex-col gap-2">
          {mails.map(({ id, subject, to, receivedAtMs }, index) => (
            <li key={id}>
              <a
                id={`mail-${index + 1}`}
                href={`${surroundings.root}/dev/mail?id=${id}`}
                className="flex min-h-12 items-center gap-3 rounded-2xl border border-line p-4 hover:bg-tint"
              >
                <span className="flex min-w-0 flex-1 flex-col">
                  <bdi className="font-medium wrap-anywhere">{subject}</bdi>
                  <bdi className="text-muted text-sm wrap-anywhere">{to}</bdi>
                  <Time atMs={receivedAtMs} tag={tag} />
                </span>
                <Chevron className="size-5 shrink-0 text-muted rtl:-scale-x-100" />
              </a>
            </li>
          ))}
        </ol>
      )}
    </Frame>
  );
};

const LINK = 'inline-flex min-h-6 items-center text-accent underline underline-offset-4 hover:text-accent-strong';
const URL_IN_TEXT = /(https?:\/\/\S+)/;

/** One mail: its plain text, with what is a link in it. */
export const MailPage = ({
  surroundings,
  mail,
}: {
  readonly surroundings: Surroundings;
  readonly mail: ReceivedMail;
}) => {
  const { messages, tag } = surroundings.language;
  const { devMail } = messages;
  const inbox = `${surroundings.root}/dev/mail`;
  return (
    <Frame {...surroundings} title={mail.subject}>
      <Heading title={mail.subject} />
      <p className="mb-1 text-sm">
        <span className="text-muted">{devMail.to} </span>
        <bdi id="mail-to" className="wrap-anywhere">
          {mail.to}
        </bdi>
      </p>
      <Time atMs={mail.receivedAtMs} tag={tag} />
      <p id="mail-text" dir="auto" className="mt-5 whitespace-pre-wrap leading-relaxed wrap-anywhere">
        {mail.text.split(URL_IN_TEXT).map((part, index) =>
          index % 2 === 1 ? (
            <a key={part} id="mail-link" href={part} rel="noreferrer" className={LINK}>
              {part}
            </a>
          ) : (
            part
          ),
        )}
      </p>
      <p className="mt-6 flex flex-wrap gap-5 border-line border-t pt-4">
        <a id="mail-html" href={`${inbox}?id=${mail.id}&as=html`} className={LINK}>
          {devMail.asHtml}
        </a>
        <a id="mail-back" href={inbox} className={LINK}>
          {devMail.all}
        </a>
      </p>
    </Frame>
  );
};
