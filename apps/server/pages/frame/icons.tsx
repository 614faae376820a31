import type { ReactNode } from 'react';

interface Drawing {
  readonly className: string;
  readonly children: ReactNode;
}

/** Drawn with one pen; never the only carrier of a meaning, so hidden from screen readers. */
const Icon = ({ className, children }: Drawing) => (
  <svg
    className={className}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.75"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {children}
  </svg>
);

type Look = Pick<Drawing, 'className'>;

/** Cardea's own sign: a door on its hinge, ajar. */
export const Door = ({ className }: Look) => (
  <svg className={className} viewBox="0 0 32 32" fill="none" aria-hidden="true">
    <rect width="32" height="32" rx="9" className="fill-accent" />
    <path d="M9 7.5h11.5v17H9z" className="fill-on-accent/25" />
    <path d="M9 7.5 17.5 10v17L9 24.5z" className="fill-on-accent" />
    <circle cx="15.2" cy="18" r="1.15" className="fill-accent" />
  </svg>
);

export const Check = ({ className }: Look) => (
  <Icon className={className}>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
);

export const Warning = ({ className }: Look) => (
  <Icon className={className}>
    <path d="M12 4 2.8 19.5h18.4z" />
    <path d="M12 10.5v4M12 17h.01" />
  </Icon>
);

export const Chevron = ({ className }: Look) => (
  <Icon className={className}>
    <path d="m9 5.5 6.5 6.5L9 18.5" />
  </Icon>
);

export const Plus = ({ className }: Look) => (
  <Icon className={className}>
    <path d="M12 5.5v13M5.5 12h13" />
  </Icon>
);

export const Return = ({ className }: Look) => (
  <Icon className={className}>
    <path d="M13.5 5H19v5.5M19 5l-8 8" />
    <path d="M10 6H7a2 2 0 0 0-2 2v9a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2v-3" />
  </Icon>
);

export const Clock = ({ className }: Look) => (
  <Icon className={className}>
    <circle cx="12" cy="12" r="8" />
    <path d="M12 7.5V12l3 2" />
  </Icon>
);

export const Laptop = ({ className }: Look) => (
  <Icon className={className}>
    <path d="M5.5 5.5h13a1 1 0 0 1 1 1v9h-15v-9a1 1 0 0 1 1-1z" />
    <path d="M2.5 18.5h19" />
  </Icon>
);

export const Download = ({ className }: Look) => (
  <Icon className={className}>
    <path d="M12 4.5v10.5M7.5 11l4.5 4.5 4.5-4.5" />
    <path d="M5 19.5h14" />
  </Icon>
);

export const Place = ({ className }: Look) => (
  <Icon className={className}>
    <path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11Z" />
    <circle cx="12" cy="10" r="2.25" />
  </Icon>
);

export const Apps = ({ className }: Look) => (
  <Icon className={className}>
    <path d="M5 5h5.5v5.5H5zM13.5 5H19v5.5h-5.5zM5 13.5h5.5V19H5zM13.5 13.5H19V19h-5.5z" />
  </Icon>
);

export const PersonCard = ({ className }: Look) => (
  <Icon className={className}>
    <circle cx="12" cy="8.5" r="3.75" />
    <path d="M4.5 19.5c.8-3.6 3.7-5.5 7.5-5.5s6.7 1.9 7.5 5.5" />
  </Icon>
);

export const Key = ({ className }: Look) => (
  <Icon className={className}>
    <circle cx="8" cy="15.5" r="3.75" />
    <path d="m10.7 12.8 8.3-8.3M16 7.5l2.5 2.5M13.5 10l1.75 1.75" />
  </Icon>
);

export const Bin = ({ className }: Look) => (
  <Icon className={className}>
    <path d="M5 7h14M9.5 7V4.5h5V7M7 7l.75 12.5h8.5L17 7" />
    <path d="M10.5 10.5v5.5M13.5 10.5v5.5" />
  </Icon>
);

export const Links = ({ className }: Look) => (
  <Icon className={className}>
    <path d="M10 13.5a4 4 0 0 0 5.7.3l3-3a4 4 0 0 0-5.6-5.7l-1.4 1.4" />
    <path d="M14 10.5a4 4 0 0 0-5.7-.3l-3 3a4 4 0 0 0 5.6 5.7l1.4-1.4" />
  </Icon>
);

export const Shield = ({ className }: Look) => (
  <Icon className={className}>
    <path d="M12 3.5 5 6v5.5c0 4.2 2.9 7.4 7 9 4.1-1.6 7-4.8 7-9V6z" />
    <path d="m8.8 12 2.3 2.3 4.2-4.6" />
  </Icon>
);

export const AppKey = ({ className }: Look) => (
  <Icon className={className}>
    <rect x="3.5" y="4" width="17" height="12" rx="2.5" />
    <path d="M9 20h6M12 16v4M8 10h.01M12 10h.01M16 10h.01" />
  </Icon>
);
