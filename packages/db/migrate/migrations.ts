import initial from '../migrations/0000_initial.sql' with { type: 'text' };
import people from '../migrations/0001_people.sql' with { type: 'text' };
import factors from '../migrations/0002_factors.sql' with { type: 'text' };
import outbox from '../migrations/0003_outbox.sql' with { type: 'text' };
import upstream from '../migrations/0004_upstream.sql' with { type: 'text' };
import oneTimeLinks from '../migrations/0005_one_time_links.sql' with { type: 'text' };
import sessionClients from '../migrations/0006_session_clients.sql' with { type: 'text' };
import deviceCodes from '../migrations/0007_device_codes.sql' with { type: 'text' };
import registration from '../migrations/0008_registration.sql' with { type: 'text' };
import refreshUse from '../migrations/0009_refresh_use.sql' with { type: 'text' };
import roles from '../migrations/0010_roles.sql' with { type: 'text' };
import requests from '../migrations/0011_requests.sql' with { type: 'text' };
import tokenExchange from '../migrations/0012_token_exchange.sql' with { type: 'text' };
import auditSeals from '../migrations/0013_audit_seals.sql' with { type: 'text' };
import accountDeletion from '../migrations/0014_account_deletion.sql' with { type: 'text' };
import tokenLimits from '../migrations/0015_token_limits.sql' with { type: 'text' };
import trustedIssuers from '../migrations/0016_trusted_issuers.sql' with { type: 'text' };
import dpop from '../migrations/0017_dpop.sql' with { type: 'text' };
import keptRefusals from '../migrations/0018_kept_refusals.sql' with { type: 'text' };
import appPasswords from '../migrations/0019_app_passwords.sql' with { type: 'text' };
import emailCodes from '../migrations/0020_email_codes.sql' with { type: 'text' };
import stats from '../migrations/0021_stats.sql' with { type: 'text' };
import brandings from '../migrations/0022_brandings.sql' with { type: 'text' };
import identityAssertions from '../migrations/0023_identity_assertions.sql' with { type: 'text' };
import outboxAbout from '../migrations/0024_outbox_about.sql' with { type: 'text' };
import mayAct from '../migrations/0025_may_act.sql' with { type: 'text' };
import searchWords from '../migrations/0026_search_words.sql' with { type: 'text' };
import settings from '../migrations/0027_settings.sql' with { type: 'text' };
import idempotentCalls from '../migrations/0028_idempotent_calls.sql' with { type: 'text' };
import liveSessions from '../migrations/0029_live_sessions.sql' with { type: 'text' };

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
}

const BREAKPOINT = '--> statement-breakpoint';

const migration = (name: string, version: number, text: string): Migration => ({
  version,
  name,
  statements: text.split(BREAKPOINT).map((part) => part.trim()),
});

/** All migrations in order, made by `bun run migrations` and listed here by hand: a test compares the list with the journal. */
export const migrations: readonly Migration[] = [
  migration('0000_initial', 1, initial),
  migration('0001_people', 2, people),
  migration('0002_factors', 3, factors),
  migration('0003_outbox', 4, outbox),
  migration('0004_upstream', 5, upstream),
  migration('0005_one_time_links', 6, oneTimeLinks),
  migration('0006_session_clients', 7, sessionClients),
  migration('0007_device_codes', 8, deviceCodes),
  migration('0008_registration', 9, registration),
  migration('0009_refresh_use', 10, refreshUse),
  migration('0010_roles', 11, roles),
  migration('0011_requests', 12, requests),
  migration('0012_token_exchange', 13, tokenExchange),
  migration('0013_audit_seals', 14, auditSeals),
  migration('0014_account_deletion', 15, accountDeletion),
  migration('0015_token_limits', 16, tokenLimits),
  migration('0016_trusted_issuers', 17, trustedIssuers),
  migration('0017_dpop', 18, dpop),
  migration('0018_kept_refusals', 19, keptRefusals),
  migration('0019_app_passwords', 20, appPasswords),
  migration('0020_email_codes', 21, emailCodes),
  migration('0021_stats', 22, stats),
  migration('0022_brandings', 23, brandings),
  migration('0023_identity_assertions', 24, identityAssertions),
  migration('0024_outbox_about', 25, outboxAbout),
  migration('0025_may_act', 26, mayAct),
  migration('0026_search_words', 27, searchWords),
  migration('0027_settings', 28, settings),
  migration('0028_idempotent_calls', 29, idempotentCalls),
  migration('0029_live_sessions', 30, liveSessions),
];
