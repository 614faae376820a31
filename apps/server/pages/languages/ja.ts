import { accountInJapanese } from './account/ja.ts';
import { byMailInJapanese } from './by-mail/ja.ts';
import { firstOwnerInJapanese } from './first-owner/ja.ts';
import type { Messages } from './messages.ts';

export const ja: Messages = {
  account: accountInJapanese,
  byMail: byMailInJapanese,
  firstOwner: firstOwnerInJapanese,
  login: {
    title: 'ログイン',
    toContinue: (application) => `${application} に進みます`,
    again: 'ご本人であることをもう一度確認してください。',
    otherPerson: 'アプリケーションは、現在ログイン中とは別のアカウントを求めています。',
    username: 'ユーザー名またはメールアドレス',
    password: 'パスワード',
    submit: 'ログイン',
    failed: 'ユーザー名またはパスワードが正しくありません。',
    failedHelp: '両方を確認して、もう一度お試しください。パスワードの大文字と小文字は区別されます。',
    tooMany: (wait) => `試行回数が多すぎます。${wait}待ってから、もう一度お試しください。`,
    sentTo: (host) => `パスワードは ${host} にのみ送信され、アプリケーションには渡りません。`,
  },
  factor: {
    title: 'あと一つ確認します',
    asWhom: (name) => `${name}さん本人であることを確認してください`,
    stepUp: (application) => `${application}が、ご本人であることをもう一度確認するよう求めています。`,
    code: '認証アプリのコード',
    codeHelp: 'アプリには少しごとに新しいコードが表示されます。使えるのは一度だけです。',
    recoveryCode: 'リカバリーコード',
    recoveryCodeHelp: 'アプリやパスキーが使えない時のために保管したコードの一つです。使えるのは一度だけです。',
    submit: '続ける',
    passkey: 'パスキーを使う',
    passkeyFailed: 'パスキーを確認できませんでした。もう一度試すか、別の方法でサインインしてください。',
    noScript: 'パスキーには JavaScript が必要ですが、このブラウザーでは無効です。下から別の方法を選んでください。',
    mailAsk: '安全のため、アカウントのメールアドレスにコードを送ります。',
    mailSent: 'アカウントのメールアドレスにコードを送りました。',
    instead: {
      passkey: '代わりにパスキーを使う',
      totp: '代わりに認証アプリのコードを使う',
      recovery_code: '代わりにリカバリーコードを使う',
      email: '代わりにメールのコードを使う',
    },
    otherPerson: '別のアカウントでサインインする',
    failed: 'コードが正しくないか、すでに使われています。',
    failedHelp: '今表示されているコードを入力してください。それでもうまくいかない時は、端末の時計を確認してください。',
    tooMany: (wait) => `試した回数が多すぎます。${wait}後にもう一度お試しください。`,
  },
  setup: {
    title: 'アカウントを守りましょう',
    required: (application) =>
      `${application}はパスワード以外の確認も求めています。一度設定すれば、サインインのたびに使えます。`,
    wished: (application) =>
      `${application}はパスワード以外の確認も希望しています。一度設定すれば、サインインのたびに使えます。`,
    passkeyTitle: 'パスキーを使う',
    passkeyText: '指紋、顔、または端末の PIN で確認します。入力するものがなく、偽のページに盗まれることもありません。',
    passkeyCreate: 'パスキーを作成',
    passkeyName: 'パスキー',
    totpTitle: '認証アプリを使う',
    scan: '携帯電話のアプリでこの画像を読み取ってください',
    qrCode: '認証アプリ用の QR コード',
    key: 'または、このキーをアプリに入力してください:',
    code: 'アプリに表示されたコードを入力してください',
    submit: '設定して続ける',
    later: '今はしない',
  },
  recoveryCodes: {
    title: 'リカバリーコードを保管してください',
    text: '携帯電話やパスキーが使えない時は、このコードの一つでサインインできます。それぞれ一度だけ使えます。表示されるのは今だけです。このページを印刷するか、ファイルを安全な場所に保管してください。',
    download: 'テキストファイルでダウンロード',
    next: (application) => `保管しました。${application}に進む`,
  },
  help: 'ヘルプ',
  cancel: (application) => `キャンセルして ${application} に戻る`,
  upstream: {
    continueWith: (provider) => `${provider} で続ける`,
    or: 'または',
    problems: {
      unavailable: (provider) =>
        `${provider} は現在応答していません。しばらくしてからもう一度試すか、別の方法でサインインしてください。`,
      denied: (provider) =>
        `${provider} でサインインできませんでした。もう一度試すか、別の方法でサインインしてください。`,
      untrusted: (provider) =>
        `${provider} の応答を信頼できなかったため、サインインしていません。もう一度お試しください。続く場合は、このサーバーの管理者にお知らせください。`,
      failed: (provider) =>
        `${provider} がエラーを返しました。もう一度お試しください。続く場合は、このサーバーの管理者にお知らせください。`,
      stale: (provider) =>
        `${provider} は、たった今サインインしたことを確認できませんでした。別の方法でサインインしてください。`,
      not_admitted: (provider) =>
        `この ${provider} のアカウントはここでは使えません。別のアカウントを使うか、別の方法でサインインしてください。`,
      deleting: () =>
        'このアカウントは削除の手続き中です。残すには、パスワードでサインインするか、このサーバーの管理者にお問い合わせください。',
      account_exists: (provider) =>
        `すでにここにアカウントをお持ちのようです。いつもの方法でサインインしてから、アカウントページで ${provider} を連携してください。`,
      no_account: (provider) =>
        `この ${provider} のアカウントと連携している人はいません。いつもの方法でサインインしてから、アカウントページで連携してください。`,
      linked_elsewhere: (provider) =>
        `ここのアカウント、またはこの ${provider} のアカウントは、すでに別に連携しています。先にその連携を解除してください。`,
      last_way: (provider) => `${provider} がないと、サインインできなくなります。先にパスワードを設定してください。`,
      expired: (provider) =>
        `時間がかかりすぎたか、その間にサインアウトしました。もう一度 ${provider} を連携してください。`,
    },
  },
  selectAccount: {
    title: 'アカウントを選択',
    toContinue: (application) => `${application} に進みます`,
    other: '別のアカウントを使う',
  },
  consent: {
    title: (application) => `${application} がアカウントへのアクセスを求めています`,
    signedInAs: 'ログイン中のアカウント',
    switchAccount: 'アカウントを切り替える',
    willBeAble: '許可される内容',
    isNew: '新規',
    returnsTo: '許可したあとの移動先',
    thisDevice: 'この端末のアプリケーション',
    lasting: 'アクセスは、取り消すまで、利用していない間も続きます。',
    passing: 'アクセスは、利用をやめてまもなく終了します。',
    unproven: (application) =>
      `${application} を名乗るプログラムは誰でも作れます。ご自身で今起動した場合にのみ続けてください。`,
    selfRegistered: (application) =>
      `${application} はここでは確認されていません。この名前で自ら登録したアプリケーションです。信頼できる場合にのみ続けてください。`,
    describedAt: (application) =>
      `${application} はここでは確認されていません。自らの情報を次のアドレスで公開しています。ご存じで信頼できる場合にのみ続けてください：`,
    privacy: 'プライバシー',
    terms: '利用規約',
    allow: '許可する',
    deny: '許可しない',
    scopes: {
      openid: '次回以降の本人の識別',
      profile: '名前とプロフィールの参照',
      email: 'メールアドレスの参照',
      phone: '電話番号の参照',
      address: '住所の参照',
      offline_access: '利用していない間のアクセスの継続',
    },
  },
  logout: {
    title: 'ログアウトしますか',
    askedBy: (application) => `${application} が、ここでもログアウトするよう求めています。`,
    choose: 'このブラウザーでは複数の人がログインしています。ログアウトする人を選択してください。',
    confirm: 'ログアウト',
    confirmAll: '全員ログアウト',
    stay: 'ログインしたままにする',
    returnsTo: 'ログアウト後の移動先',
    applications: '開いているアプリケーションでは、そこでもログアウトするまでログインが続くことがあります。',
    leaving: {
      title: 'ログアウトしています',
      text: '利用したアプリケーションに通知しています。しばらくお待ちください。',
      goOn: '続ける',
    },
    done: { title: 'ログアウトしました', text: 'もう一度ログインするには、アプリケーションに戻ってください。' },
    stayed: { title: 'ログインしたままです', text: '何も変更していません。アプリケーションに戻ることができます。' },
    others: 'このブラウザーでログイン中',
  },
  devMail: {
    title: 'メール',
    text: 'この開発用サーバーが送信するはずだったメールです。サーバーを停止すると消えます。',
    empty: 'メールはまだありません。',
    to: '宛先',
    asHtml: 'HTML で表示',
    all: 'すべてのメール',
  },
  device: {
    title: 'デバイスを接続',
    text: 'デバイスに表示されているコードを入力してください。',
    code: 'コード',
    submit: '続ける',
    compare: 'デバイスに表示されているコードと完全に一致することを確認してください。',
    warning:
      '目の前のデバイスで、ご自身で始めた場合にのみ続けてください。ほかの人がコードを送ってくる理由はありません。',
    unknown: 'このコードは確認できません。',
    unknownHelp: 'デバイスの表示と見比べてください。期限切れの場合は、デバイスに新しいコードが表示されます。',
    tooMany: (wait) => `試行回数が多すぎます。${wait}待ってから、もう一度お試しください。`,
    asks: (application) => `デバイスを ${application} に接続しますか`,
    shows: 'デバイスに表示されているコード',
    askedFrom: '要求元のアドレス',
    sameNetwork: 'お使いのネットワークと同じです',
    otherNetwork: 'お使いのネットワークとは別です',
    askedAt: (ago) => `要求の時刻：${ago}`,
    onlyIf: (application) =>
      `目の前のデバイスにこのコードが表示され、そこでご自身が ${application} を起動した場合にのみ許可してください。そのデバイスを持つ人がアクセスできるようになります。`,
    allowed: { title: 'デバイスを接続しました', text: 'デバイスに戻り、このページを閉じることができます。' },
    denied: { title: 'デバイスは接続されていません', text: '何も許可していません。このページを閉じることができます。' },
  },
  formPost: {
    title: 'ログインしています',
    text: (application) => `${application} に戻ります。`,
    submit: '続ける',
  },
  error: {
    kinds: {
      expired: {
        title: 'このページの有効期限が切れました',
        text: 'ログインページは一度だけ、しばらくの間だけ有効です。アプリケーションに戻って、最初からやり直してください。',
      },
      other_browser: {
        title: 'このページは別のブラウザーのものです',
        text: 'ログインは、始めたブラウザーで完了してください。このブラウザーでアプリケーションに戻り、最初からやり直してください。Cookie を許可する必要があります。',
      },
      form: {
        title: '当サイトのページからの送信ではありません',
        text: '安全のため、何も変更していません。前のページに戻り、再読み込みして、もう一度お試しください。Cookie を許可する必要があります。',
      },
      link: {
        title: 'このリンクはもう使えません',
        text: 'リンクが使えるのは一定期間内に一度だけで、新しいメールが届くと無効になります。もう一度リンクを請求してください。',
      },
      set_up: {
        title: 'このセットアップ用リンクはもう使えません',
        text: '使えるのは一度だけ、一時間以内で、サーバーに所有者がいない間に限ります。運用者は次のコマンドで新しいリンクを作成できます: cardea setup --link',
      },
      application: {
        title: '登録されていないアプリケーションです',
        text: 'アクセス元のアプリケーションは登録されていないか、停止中です。あなたの情報は送信していません。アプリケーションの運営者にお知らせください。',
      },
      address: {
        title: '戻り先が安全ではありません',
        text: 'アプリケーションは、登録されていないアドレスへの移動を求めました。安全のため、そこには何も送信していません。アプリケーションの運営者にお知らせください。',
      },
      malformed: {
        title: 'リクエストを理解できません',
        text: 'アドレスに誤りまたは不足があります。アプリケーションに戻って、最初からやり直してください。',
      },
      not_found: {
        title: 'ページが見つかりません',
        text: 'アドレスが間違っているか、ページが移動した可能性があります。',
      },
      busy: {
        title: '混み合っています',
        text: '通常より時間がかかっています。少し待ってから、ページを再読み込みしてください。',
      },
      too_many: {
        title: '試行回数が多すぎます',
        text: '少し待ってから、もう一度お試しください。',
      },
      defect: {
        title: 'サーバーで問題が発生しました',
        text: 'お客様の操作が原因ではありません。もう一度お試しください。続く場合は、サーバーの運営者にお知らせください。',
      },
    },
    returnTo: (application) => `${application} にもう一度ログインする`,
    requestId: 'リクエスト',
    requestIdHelp: 'この番号でリクエストを特定できます。',
  },
};
