import type { AccountMessages } from './messages.ts';

export const accountInArabic: AccountMessages = {
  title: 'حسابك',
  place: 'حسابك',
  navigation: 'أقسام حسابك',
  switchAccount: 'الانتقال إلى حساب آخر',
  greeting: (name) => `مرحبًا، ${name}`,
  confirm: {
    title: 'أكّد أنك أنت',
    text: 'مضى بعض الوقت على تسجيل دخولك. قبل المتابعة أثبت هويتك مرة أخرى.',
    submit: 'تأكيد',
  },
  sections: {
    devices: { title: 'الأجهزة', summary: 'اعرف أين سجّلت الدخول، وسجّل الخروج عن بُعد.' },
    data: { title: 'بياناتك', summary: 'خذ نسخة من كل ما نحفظه عنك.' },
  },
  notices: {
    device_signed_out: 'تم تسجيل الخروج من الجهاز.',
    devices_signed_out: 'تم تسجيل الخروج من جميع الأجهزة الأخرى.',
  },
  devices: {
    current: 'هذا الجهاز',
    browserOn: (browser, system) => `${browser} على ${system}`,
    unknownBrowser: 'متصفح غير معروف',
    lastSeen: (ago) => `آخر استخدام: ${ago}`,
    since: (date) => `تسجيل الدخول منذ ${date}`,
    end: 'تسجيل خروجه',
    endOf: (browser) => `تسجيل خروجه: ${browser}`,
    others: 'هل ترى شيئًا لا تعرفه؟',
    othersText:
      'سجّل الخروج من كل مكان عدا هذا، وغيّر كلمة المرور. التطبيقات التي سمحت لها بالعمل في غيابك تحتفظ بوصولها، وتجدها بين تطبيقاتك.',
    endOthers: 'تسجيل الخروج من جميع الأجهزة الأخرى',
    onlyThis: 'لم تسجّل الدخول في أي مكان آخر.',
  },
  data: {
    what: 'ما الذي ستحصل عليه',
    text: 'ملف واحد بصيغة JSON: ملفك الشخصي، وأماكن تسجيل دخولك، والتطبيقات التي سمحت لها، وعوامل التحقق الثانية. ولا يتضمن كلمات المرور ولا الأسرار الأخرى.',
    submit: 'تنزيل بياناتي',
  },
};
