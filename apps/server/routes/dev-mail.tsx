import { isRefusal, refuse } from '@cardea/protocol';
import { readQuery } from '../http/read-parameters.ts';
import type { ReceivedMail } from '../mail/dev-inbox.ts';
import { InboxPage, MailPage } from '../pages/dev-mail/dev-mail-page.tsx';
import { respondPage } from '../pages/respond-page.ts';
import { securityHeaders } from '../pages/security-headers.ts';
import { surroundingsFor } from '../pages/surroundings.ts';
import type { Endpoint } from './endpoint.ts';

/** A mail as its reader's program would show it. Its styles are inline, as they must be in mail; nothing in it runs or is loaded. */
const asHtml = ({ html }: ReceivedMail): Response => {
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', ...securityHeaders({}) });
  headers.set(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
  );
  return new Response(html, { headers });
};

/** The mailbox of a development server without a mail server. Never there in production. */
export const devMail: Endpoint = {
  name: 'dev-mail',
  path: () => '/dev/mail',
  methods: ['GET'],
  crossOrigin: false,
  audience: 'people',
  isOn: ({ mail }) => mail?.inbox !== undefined,
  summary: 'The mail that a development server without a mail server would have sent. Not there in production.',
  specification: '—',
  async handle({ request }, cardea) {
    const inbox = cardea.mail?.inbox;
    if (inbox === undefined) return refuse('request.path_unknown');
    const query = readQuery(request);
    if (isRefusal(query)) return query;
    const surroundings = await surroundingsFor(request, cardea);
    const id = query.get('id');
    if (id === undefined) return respondPage(<InboxPage surroundings={surroundings} mails={inbox.list()} />);
    const mail = inbox.find(id);
    if (mail === undefined) return refuse('request.path_unknown');
    return query.get('as') === 'html'
      ? asHtml(mail)
      : respondPage(<MailPage surroundings={surroundings} mail={mail} />);
  },
};
