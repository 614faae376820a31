import type { MailWords } from './mail-words.ts';

const ignore = '心当たりがない場合は、何もしないでください。このリンクを使わなければ、何も起こりません。';

export const ja: MailWords = {
  mails: {
    verify_email: {
      subject: (place) => `${place} のメールアドレスの確認`,
      text: (place) => `これが ${place} のあなたのアカウントのメールアドレスであることを確認してください。`,
      action: 'アドレスを確認する',
      otherwise: ignore,
    },
    reset_password: {
      subject: (place) => `${place} の新しいパスワードの設定`,
      text: (place) => `${place} のあなたのアカウントについて、新しいパスワードの設定が求められました。`,
      action: '新しいパスワードを設定する',
      otherwise: '心当たりがない場合は、何もしないでください。パスワードは変わりません。',
    },
    password_changed: {
      subject: (place) => `${place} のパスワードが変更されました`,
      text: (place) =>
        `${place} のあなたのアカウントのパスワードが変更されました。すべての場所でサインアウトされました。`,
      otherwise:
        '心当たりがない場合は、すぐに新しいパスワードを設定してください。サインイン画面の「パスワードをお忘れですか」から行えます。',
    },
    factors_changed: {
      subject: (place) => `${place}のサインイン方法が変更されました`,
      text: (place) => `${place}のアカウントのパスキー、認証アプリ、またはリカバリーコードが変更されました。`,
      otherwise:
        '心当たりがない場合は、すぐに新しいパスワードを設定し、アカウントのページでサインイン方法を確認してください。',
    },
    deletion_scheduled: {
      subject: (place) => `${place} のアカウントは削除されます`,
      text: (place, date) =>
        `${place} のあなたのアカウントは終了し、すべての場所でサインアウトされました。${date}に、内容とともに削除されます。それまでにサインインすれば、アカウントを残せます。`,
      otherwise:
        '心当たりがない場合は、その日までにサインインしてアカウントを残し、すぐに新しいパスワードを設定してください。',
    },
    recovery_code_used: {
      subject: (place) => `${place}でリカバリーコードが使われました`,
      text: (place) =>
        `パスワードとリカバリーコードで${place}のアカウントへのサインインがありました(おそらくご本人です)。このコードはもう使えません。残りのコードは使えます。`,
      otherwise:
        '心当たりがない場合は、すぐに新しいパスワードを設定し、アカウントのページで新しいリカバリーコードを作成してください。',
    },
    register: {
      subject: (place) => `${place} のアカウント作成を完了してください`,
      text: (place) => `メールアドレスを確認すると、${place} のアカウントが使えるようになります。`,
      action: 'アカウントを作成する',
      otherwise: ignore,
    },
    account_exists: {
      subject: (place) => `${place} のアカウントはすでにあります`,
      text: (place) =>
        `このアドレスで ${place} のアカウントを作成しようとした人がいます。アカウントはすでにあります。そのアカウントでサインインするか、パスワードを忘れた場合は新しいパスワードを設定してください。`,
      action: '新しいパスワードを設定する',
      otherwise: '心当たりがない場合は、何もしないでください。何も変更されていません。',
    },
    confirm_email: {
      subject: (place) => `${place} の新しいメールアドレスの確認`,
      text: (place) => `${place} のあなたのアカウントで、今後このメールアドレスを使うことを確認してください。`,
      action: 'このアドレスを使う',
      otherwise: ignore,
    },
    email_changed: {
      subject: (place) => `${place} のメールアドレスが変更されました`,
      text: (place, newEmail) =>
        `${place} のあなたのアカウントのアドレスは ${newEmail} になりました。このアドレスはもう使われません。`,
      otherwise: '心当たりがない場合は、すぐにこのサーバーの管理者に知らせてください。',
    },
    sign_in_code: {
      subject: (place) => `${place} のコード`,
      text: (place) => `${place} にサインインしている画面で、このコードを入力してください。`,
      otherwise:
        'このコードを誰にも教えないでください。サインインしていない場合は、何もせず、パスワードの変更を検討してください。',
    },
    invitation: {
      subject: (place) => `${place} のあなたのアカウント`,
      text: (place) => `${place} にあなたのアカウントが作成されました。パスワードを設定して始めてください。`,
      action: 'パスワードを設定する',
      otherwise: '心当たりがない場合は、何もしないでください。',
    },
  },
  validFor: (time) => `有効期間は${time}、使えるのは一度だけです。`,
  copyLink: 'ボタンが使えない場合は、このアドレスをブラウザーにコピーしてください。',
  footer: (place) => `このメールは、依頼があったか、アカウントが変更されたため、${place} から送信されました。`,
};
