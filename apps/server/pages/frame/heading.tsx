interface HeadingProps {
  readonly title: string;
  readonly text?: string;
}

export const Heading = ({ title, text }: HeadingProps) => (
  <div className="mb-7 flex flex-col gap-1.5">
    <h1 className="text-balance font-semibold text-2xl leading-snug tracking-tight wrap-anywhere [word-break:auto-phrase]">
      {title}
    </h1>
    {text !== undefined && (
      <p className="text-base text-muted leading-relaxed wrap-anywhere [word-break:auto-phrase]">{text}</p>
    )}
  </div>
);
