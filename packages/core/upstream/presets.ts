import type { ProviderEndpoints } from '../ports/identity-provider.ts';

/** Which member of a provider's description of a person is which claim; without an entry it has none. */
export interface PersonMembers {
  readonly subject: string;
  readonly username?: string;
  readonly name?: string;
  readonly email?: string;
  readonly emailVerified?: string;
  readonly picture?: string;
  readonly profile?: string;
}

/** A provider that is known by a short name. */
export interface Preset {
  readonly name: string;
  readonly scopes: readonly string[];
  /** Of one that speaks OpenID Connect: everything else is discovered. */
  readonly issuer?: string;
  /** Of one that only speaks OAuth 2: where it is, and how to read the person it describes. */
  readonly oauth?: {
    readonly endpoints: ProviderEndpoints;
    readonly person: PersonMembers;
    /** Behind the userinfo URL: a list of `{ email, primary, verified }`. */
    readonly emails?: string;
  };
}

const OIDC = ['openid', 'profile', 'email'];

/** One line a provider. Whoever publishes a discovery document needs none: an issuer URL will do. */
export const presets: Readonly<Record<string, Preset>> = {
  google: { name: 'Google', issuer: 'https://accounts.google.com', scopes: OIDC },
  gitlab: { name: 'GitLab', issuer: 'https://gitlab.com', scopes: OIDC },
  slack: { name: 'Slack', issuer: 'https://slack.com', scopes: OIDC },
  twitch: { name: 'Twitch', issuer: 'https://id.twitch.tv/oauth2', scopes: ['openid', 'user:read:email'] },
  github: {
    name: 'GitHub',
    scopes: ['read:user', 'user:email'],
    oauth: {
      endpoints: {
        authorization: 'https://github.com/login/oauth/authorize',
        token: 'https://github.com/login/oauth/access_token',
        userinfo: 'https://api.github.com/user',
      },
      person: { subject: 'id', username: 'login', name: 'name', picture: 'avatar_url', profile: 'html_url' },
      emails: '/emails',
    },
  },
  discord: {
    name: 'Discord',
    scopes: ['identify', 'email'],
    oauth: {
      endpoints: {
        authorization: 'https://discord.com/oauth2/authorize',
        token: 'https://discord.com/api/oauth2/token',
        userinfo: 'https://discord.com/api/users/@me',
      },
      person: {
        subject: 'id',
        username: 'username',
        name: 'global_name',
        email: 'email',
        emailVerified: 'verified',
      },
    },
  },
};

export const presetOf = (name: string | undefined): Preset | undefined =>
  name !== undefined && Object.hasOwn(presets, name) ? presets[name] : undefined;
