import { isSignUpOn } from '../pages/by-mail/by-mail-form.ts';
import { byMailPaths } from '../pages/by-mail/by-mail-paths.ts';
import { isolate } from '../pages/frame/isolate.ts';
import { answerQuestion } from './ask-for-mail.tsx';
import type { Endpoint } from './endpoint.ts';

export const signUp: Endpoint = {
  name: 'sign-up',
  path: () => byMailPaths.sign_up,
  methods: ['GET', 'POST'],
  crossOrigin: false,
  audience: 'people',
  isOn: isSignUpOn,
  summary: 'The page where a person without an account asks for a mail with a link to one.',
  specification: 'Initiating User Registration via OpenID Connect 1.0 §4',
  handle: answerQuestion({
    form: 'sign_up',
    field: { id: 'email', autoComplete: 'email' },
    words: ({ messages }, place) => {
      const { title, text, email, submit, haveAccount } = messages.byMail.register;
      return {
        title,
        text: text(isolate(place)),
        label: email,
        submit: { id: 'sign-up-submit', label: submit },
        elsewhere: { id: 'sign-up-back', label: haveAccount },
      };
    },
    request: (typed) => ({ wants: 'register', email: typed }),
  }),
};
