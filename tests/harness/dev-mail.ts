import { HttpBrowser } from './http-browser.ts';
import type { RunningCardea } from './start-cardea.ts';
import { waitUntil } from './wait-until.ts';

/** A mail as the inbox of a development server shows it. */
export interface DevMail {
  readonly id: string;
  readonly subject: string;
  readonly to: string;
  readonly text: string;
  /** The link in it, as its reader would open it. */
  readonly link: string | undefined;
}

const textOf = (html: string, selector: string): string => {
  const parts: string[] = [];
  new HTMLRewriter().on(selector, { text: (chunk) => void parts.push(chunk.text) }).transform(html);
  return parts
    .join('')
    .replaceAll(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => ENTITIES[name] ?? '')
    .trim();
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

const idsOf = (html: string): readonly string[] =>
  [...html.matchAll(/\/dev\/mail\?id=([\w-]+)/g)].flatMap(([, id]) => id ?? []);

/** All mails of the server so far, newest first. */
export const devMails = async ({ issuer }: Pick<RunningCardea, 'issuer'>): Promise<readonly DevMail[]> => {
  const browser = new HttpBrowser(issuer);
  const { text: list } = await browser.send(`${issuer}/dev/mail`);
  const mails: DevMail[] = [];
  for (const id of idsOf(list)) {
    const { text: page } = await browser.send(`${issuer}/dev/mail?id=${id}`);
    const text = textOf(page, '#mail-text');
    const [link] = /https?:\/\/\S+/.exec(text) ?? [];
    mails.push({ id, subject: textOf(page, 'h1'), to: textOf(page, '#mail-to'), text, link });
  }
  return mails;
};

/** The newest mail to this address, once there are `count` of them. */
export const mailTo = (cardea: Pick<RunningCardea, 'issuer'>, to: string, count = 1): Promise<DevMail> =>
  waitUntil(
    async () => {
      const mails = (await devMails(cardea)).filter((mail) => mail.to === to);
      return mails.length >= count ? mails[0] : undefined;
    },
    { what: `mail ${count} to ${to}`, timeoutMs: 10_000 },
  );
