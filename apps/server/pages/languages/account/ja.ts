import type { AccountMessages } from './messages.ts';

export const accountInJapanese: AccountMessages = {
  title: 'アカウント',
  place: 'アカウント',
  navigation: 'アカウントの項目',
  switchAccount: '別のアカウントに切り替える',
  greeting: (name) => `こんにちは、${name} さん`,
  confirm: {
    title: 'ご本人であることを確認してください',
    text: 'ログインしてから時間がたっています。続ける前に、もう一度ご本人であることを確認してください。',
    submit: '確認する',
  },
  sections: {
    devices: { title: 'デバイス', summary: 'ログイン中の場所を確認し、離れた場所からログアウトします。' },
    data: { title: 'データ', summary: '保存されている自分のデータの写しを受け取ります。' },
  },
  notices: {
    device_signed_out: 'そのデバイスからログアウトしました。',
    devices_signed_out: 'ほかのすべてのデバイスからログアウトしました。',
  },
  devices: {
    current: 'このデバイス',
    browserOn: (browser, system) => `${system} の ${browser}`,
    unknownBrowser: '不明なブラウザー',
    lastSeen: (ago) => `最後の使用：${ago}`,
    since: (date) => `${date} からログイン中`,
    end: 'ログアウトさせる',
    endOf: (browser) => `ログアウトさせる：${browser}`,
    others: '見覚えのないものがありますか？',
    othersText:
      'ここ以外のすべてからログアウトし、パスワードを変更してください。不在中も動作を許可したアプリのアクセス権は残ります。アプリの一覧で確認できます。',
    endOthers: 'ほかのデバイスをすべてログアウトさせる',
    onlyThis: 'ほかにログイン中のデバイスはありません。',
  },
  data: {
    what: '受け取れる内容',
    text: 'JSON 形式のファイル 1 つです。プロフィール、ログイン中の場所、許可したアプリ、二つ目の認証方法が含まれます。パスワードなどの秘密は含まれません。',
    submit: 'データをダウンロード',
  },
};
