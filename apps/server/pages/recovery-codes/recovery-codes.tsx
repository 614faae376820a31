import type { Messages } from '../languages/messages.ts';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  /** The host they are for: the first line of the file. */
  readonly host: string;
  readonly messages: Messages['recoveryCodes'];
}

/** Codes that are shown once: to read, to print, and to keep as a file, all without a script. */
export const RecoveryCodes = ({ codes, host, messages }: RecoveryCodesProps) => {
  const file = `${host}\n${messages.title}\n\n${codes.join('\n')}\n`;
  return (
    <>
      <ol
        id="recovery-codes"
        className="grid grid-cols-1 gap-x-6 gap-y-2 rounded-2xl bg-tint p-5 font-mono text-sm sm:grid-cols-2 print:bg-white print:text-black"
        dir="ltr"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <p className="mt-4 text-sm print:hidden">
        <a
          id="recovery-download"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
          download={`recovery-codes-${host.replace(/[^a-z0-9.-]/gi, '-')}.txt`}
          className="inline-flex min-h-6 items-center text-accent underline-offset-4 hover:underline"
        >
          {messages.download}
        </a>
      </p>
    </>
  );
};
