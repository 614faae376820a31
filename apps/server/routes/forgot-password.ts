import { byMailPaths } from '../pages/by-mail/by-mail-paths.ts';
import { answerQuestion } from './ask-for-mail.tsx';
import type { Endpoint } from './endpoint.ts';

export const forgotPassword: Endpoint = {
  name: 'forgot-password',
  path: () => byMailPaths.forgot,
  methods: ['GET', 'POST'],
  crossOrigin: false,
  audience: 'people',
  isOn: ({ mail }) => mail !== undefined,
  summary: 'The page where a person who forgot their password asks for a mail with a link to a new one.',
  specification: 'OWASP ASVS 6.4.3',
  handle: answerQuestion({
    form: 'forgot',
    field: { id: 'username', autoComplete: 'username' },
    words: ({ messages }) => {
      const { title, text, login, submit, back } = messages.byMail.forgot;
      return {
        title,
        text,
        label: login,
        submit: { id: 'forgot-submit', label: submit },
        elsewhere: { id: 'forgot-back', label: back },
      };
    },
    request: (typed) => ({ wants: 'reset_password', login: typed }),
  }),
};
