import type { Client } from '@cardea/core';
import { localized } from '../flow/application-name.ts';
import type { Language } from '../languages/languages.ts';

/** Where the application says on what terms, and what it does with personal data: by its own word, so with the host. */
export interface ShownClientLinks {
  readonly policyUrl: string | undefined;
  readonly termsUrl: string | undefined;
  readonly homeUrl: string | undefined;
}

export const clientLinks = (client: Client, { tag }: Pick<Language, 'tag'>): ShownClientLinks => ({
  policyUrl: localized(client, 'policy_uri', tag) ?? client.policyUri,
  termsUrl: localized(client, 'tos_uri', tag) ?? client.termsUri,
  homeUrl: localized(client, 'client_uri', tag) ?? client.clientUri,
});

const LINK = 'inline-flex min-h-6 items-center underline underline-offset-4 hover:text-ink';

interface LinksProps {
  readonly links: ShownClientLinks;
  readonly application: string;
  readonly language: Language;
}

interface LinkProps {
  readonly id: string;
  readonly url: string;
  readonly children: string;
}

const LinkTo = ({ id, url, children }: LinkProps) => (
  <>
    <a id={id} href={url} rel="noreferrer" className={LINK}>
      {children}
    </a>{' '}
    <bdi dir="ltr">({new URL(url).host})</bdi>
  </>
);

/** What an application says of itself elsewhere. Nothing of it is loaded here: a picture from there would tell its host who signs in. */
export const ClientLinks = ({ links, application, language }: LinksProps) => {
  const { consent } = language.messages;
  const shown = [
    ['login-client-terms', links.termsUrl, consent.terms],
    ['login-client-policy', links.policyUrl, consent.privacy],
  ] as const;
  const { homeUrl } = links;
  if (homeUrl === undefined && shown.every(([, url]) => url === undefined)) return null;
  return (
    <ul
      id="login-client"
      className="mt-6 flex flex-col items-center gap-1.5 border-line border-t pt-5 text-muted text-sm"
    >
      <li className="wrap-anywhere">
        {homeUrl === undefined ? (
          application
        ) : (
          <LinkTo id="login-client-home" url={homeUrl}>
            {application}
          </LinkTo>
        )}
      </li>
      {shown.map(
        ([id, url, words]) =>
          url !== undefined && (
            <li key={id} className="wrap-anywhere">
              <LinkTo id={id} url={url}>
                {words}
              </LinkTo>
            </li>
          ),
      )}
    </ul>
  );
};
