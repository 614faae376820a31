import type { FirstOwnerMessages } from './messages.ts';

export const firstOwnerInJapanese: FirstOwnerMessages = {
  title: 'サーバーへようこそ',
  text: (place) =>
    `最初の訪問者はあなたです。ここで作成するアカウントが ${place} の所有者となり、サーバーを管理します。リンクが使えるのは一度だけです。`,
  username: 'ユーザー名',
  email: 'メールアドレス（省略できます）',
  emailHelp: 'サインインに使えるほか、新しいパスワードをメールで受け取れます。',
  password: 'パスワード',
  passwordHelp: '8 文字以上。自分で考えたいくつかの単語は、覚えやすく推測されにくいものです。',
  submit: '所有者を作成',
  faults: {
    username: 'このユーザー名は使えません。前後に空白のない 100 文字以内の名前にしてください。',
    email: 'これは正しいメールアドレスではありません。',
    taken: 'このユーザー名またはメールアドレスはすでに使われています。別のものにしてください。',
  },
  done: {
    title: 'サーバーはあなたのものです',
    text: 'アカウントを作成しました。このアカウントでサインインしてください。',
    goOn: 'コンソールへ',
  },
};
