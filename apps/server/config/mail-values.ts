import { text, Unfit } from './setting.ts';

/** A mail server, and how it knows us. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS. */
  readonly implicitTls: boolean;
  readonly user: string | undefined;
  readonly password: string | undefined;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };

const decoded = (part: string): string | Unfit | undefined => {
  if (part === '') return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    return new Unfit('has a user name or password that is not percent-encoded');
  }
};

const parseSmtpServer = (input: string): SmtpServer | Unfit => {
  const url = URL.parse(input);
  const defaultPort = url === null ? undefined : DEFAULT_PORTS[url.protocol];
  if (url === null || defaultPort === undefined || url.hostname === '') return new Unfit('is not an smtp or smtps URL');
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '')
    return new Unfit('has something behind the port');
  const [user, password] = [decoded(url.username), decoded(url.password)];
  if (user instanceof Unfit) return user;
  if (password instanceof Unfit) return password;
  if (password !== undefined && user === undefined) return new Unfit('has a password and no user name');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = url.port === '' ? defaultPort : Number(url.port);
  if (port === 0) return new Unfit('has no port to connect to');
  return { host, port, implicitTls: url.protocol === 'smtps:', user, password };
};

export const smtpServer = text(parseSmtpServer);

export const passwordText = text((input) => input);

/** The sender of mail. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

const SENDER = /^(?:([^<>\r\n]{0,200}[^<>\s])\s*<([^<>\s@]{1,64}@[^<>\s@]{1,255})>|([^<>\s@]{1,64}@[^<>\s@]{1,255}))$/;

const parseSender = (input: string): Sender | Unfit => {
  const [match, quoted = '', inBrackets, bare] = input.length > 600 ? [] : (SENDER.exec(input.trim()) ?? []);
  const address = inBrackets ?? bare;
  if (match === undefined || address === undefined) return new Unfit('is neither an address nor Name <address>');
  return { name: quoted.replace(/^"(.*)"$/, '$1'), address };
};

export const emailAddress = text(parseSender);
