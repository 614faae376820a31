import type { ByMailMessages } from './messages.ts';

export const byMailInJapanese: ByMailMessages = {
  forgot: {
    link: 'パスワードをお忘れですか',
    title: 'パスワードをお忘れですか',
    text: 'ユーザー名またはメールアドレスを入力してください。メールアドレスのあるアカウントがあれば、新しいパスワードを設定するリンクをメールで送ります。',
    login: 'ユーザー名またはメールアドレス',
    submit: 'メールを送る',
    back: 'サインインに戻る',
  },
  register: {
    link: 'アカウントを作成する',
    title: 'アカウントの作成',
    text: (place) => `リンクをメールで送ります。そのリンクから ${place} のパスワードを設定してください。`,
    email: 'メールアドレス',
    submit: 'メールを送る',
    haveAccount: 'アカウントを持っています',
  },
  sent: {
    title: 'メールを確認してください',
    text: 'メールを送信しています。できればこのブラウザーで、メールのリンクを開いてください。',
    help: '数分たっても届かない場合は、迷惑メールフォルダーと入力内容を確認してください。プライバシーのため、アカウントがあるかどうかはここではお伝えしません。',
  },
  notAnAddress: 'これはメールアドレスではありません。',
  verify: {
    title: 'メールアドレスの確認',
    text: (email) => `${email} はあなたのアドレスですか。`,
    submit: 'はい、確認します',
  },
  newEmail: {
    title: '新しいメールアドレスの確認',
    text: (email, person) => `今後、${person} のアカウントのアドレスは ${email} になります。`,
    submit: 'このアドレスを使う',
  },
  newPassword: {
    title: '新しいパスワードの設定',
    text: (person) => `${person} のアカウントです。ほかのすべての場所からサインアウトされます。`,
    label: '新しいパスワード',
    help: '8 文字以上。自分で考えたいくつかの単語は、覚えやすく、推測されにくいものです。',
    submit: 'パスワードを保存する',
  },
  createAccount: {
    title: 'パスワードの設定',
    text: (email) => `あなたのアカウントのアドレスは ${email} です。`,
    submit: 'アカウントを作成する',
  },
  done: {
    verify_email: { title: 'アドレスが確認されました', text: 'ありがとうございます。このページを閉じてかまいません。' },
    confirm_email: { title: 'アドレスが変更されました', text: '今後、メールは新しいアドレスに送られます。' },
    reset_password: {
      title: 'パスワードが変更されました',
      text: 'すべての場所からサインアウトされました。新しいパスワードでサインインしてください。',
    },
    register: { title: 'アカウントの準備ができました', text: 'サインインできます。' },
  },
  goOn: 'サインイン',
  ownEmail: {
    title: 'メールアドレス',
    text: '別のアドレスは、そこに届いたメールのリンクを開くと使われるようになります。元のアドレスにも通知されます。',
    label: '新しいメールアドレス',
    submit: 'メールを送る',
    verify: '確認のメールを送る',
  },
};
