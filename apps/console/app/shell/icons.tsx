interface Look {
  readonly className: string;
}

const drawings = {
  overview: 'M4 13h6V4H4zm10 7h6V4h-6zM4 20h6v-3H4z',
  clients: 'M4 5h16v11H4zM9 20h6M12 16v4',
  users:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.6-3.6 3.2-5.5 6.5-5.5s5.9 1.9 6.5 5.5M16 4.6a3.5 3.5 0 0 1 0 5.8M18 14.9c2 .8 3.2 2.6 3.5 5.1',
  sessions: 'M4 5h16v10H4zM2 19h20',
  consents: 'M5 12.5l4.5 4.5L19 7',
  resources: 'M4 7.5 12 4l8 3.5-8 3.5zM4 12l8 3.5 8-3.5M4 16.5 12 20l8-3.5',
  scopes: 'M4 6h16M7 12h10M10 18h4',
  keys: 'M14.5 9.5a4 4 0 1 0-4 4 4 4 0 0 0 1.2-.2L13 14.5h2V17h2.5v2.5H21V16l-6.7-5.3a4 4 0 0 0 .2-1.2z',
  tokens: 'M4 8h16v3a1.5 1.5 0 0 0 0 3v3H4v-3a1.5 1.5 0 0 0 0-3zM14 8v9',
  providers: 'M12 3v6M8 9h8v4a4 4 0 0 1-8 0zM12 17v4',
  issuers: 'M12 3l7 3v5c0 4.5-2.8 7.8-7 10-4.2-2.2-7-5.5-7-10V6zM9 11.5l2.2 2.2L15 10',
  registration: 'M6 3h9l4 4v14H6zM12 11v6M9 14h6',
  branding:
    'M12 4a8 8 0 1 0 0 16c1.5 0 2-.8 2-1.7 0-1.4-1.2-1.5-1.2-2.7 0-.9.7-1.6 1.7-1.6H17a3 3 0 0 0 3-3.2C19.7 6.9 16.3 4 12 4zM8 11h.01M11 7.5h.01M15.5 9h.01',
  audit: 'M5 4h14v16H5zM9 9h6M9 13h6M9 17h3',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4M4 12h3M11 12h9M9 10v4',
  outbox: 'M4 13v6h16v-6M4 13h5l1.5 2.5h3L15 13h5M12 11V3M8.5 6.5 12 3l3.5 3.5',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  theme: 'M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16',
  leave: 'M10 4H5v16h5M15 8l4 4-4 4M19 12h-9',
  chevron: 'M9 6l6 6-6 6',
} as const;

export type Drawing = keyof typeof drawings;

/** Drawn with one pen; never the only carrier of a meaning, so hidden from screen readers. */
export const Icon = ({ of, className }: Look & { readonly of: Drawing }) => (
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
    <path d={drawings[of]} />
  </svg>
);

/** Cardea's own sign: a door on its hinge, ajar. */
export const Door = ({ className }: Look) => (
  <svg className={className} viewBox="0 0 32 32" fill="none" aria-hidden="true">
    <rect width="32" height="32" rx="9" className="fill-accent" />
    <path d="M9 7.5h11.5v17H9z" className="fill-on-accent/25" />
    <path d="M9 7.5 17.5 10v15L9 24.5z" className="fill-on-accent" />
  </svg>
);
