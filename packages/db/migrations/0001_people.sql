CREATE TABLE `accounts` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`username` text NOT NULL,
	`username_key` text NOT NULL,
	`email` text,
	`email_key` text,
	`email_verified` integer NOT NULL,
	`password` text,
	`password_changed_at` integer,
	`profile` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_id_unique` ON `accounts` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_username_key_unique` ON `accounts` (`username_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_email_key_unique` ON `accounts` (`email_key`);--> statement-breakpoint
CREATE TABLE `authorization_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`verifier_hash` text NOT NULL,
	`authorization_id` text NOT NULL,
	`client_id` text NOT NULL,
	`account_id` text NOT NULL,
	`redirect_uri` text NOT NULL,
	`redirect_uri_sent` integer NOT NULL,
	`code_challenge` text,
	`nonce` text,
	`scopes` text NOT NULL,
	`resources` text NOT NULL,
	`authenticated_at` integer NOT NULL,
	`methods` text NOT NULL,
	`sid` text NOT NULL,
	`issued_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`redeemed_at` integer,
	`failures` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `authorization_codes_authorization` ON `authorization_codes` (`authorization_id`);--> statement-breakpoint
CREATE TABLE `authorization_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`browser_hash` text NOT NULL,
	`request` text NOT NULL,
	`browser_session_id` text,
	`consented_scopes` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `authorization_sessions_expiry` ON `authorization_sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `authorizations` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`account_id` text NOT NULL,
	`scopes` text NOT NULL,
	`resources` text NOT NULL,
	`sid` text NOT NULL,
	`authenticated_at` integer NOT NULL,
	`methods` text NOT NULL,
	`claims` text,
	`created_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`revoked_at` integer,
	`refresh_hash` text,
	`refresh_previous_hash` text,
	`refresh_rotated_at` integer,
	`refresh_generation` integer,
	`refresh_expires_at` integer
);
--> statement-breakpoint
CREATE INDEX `authorizations_account` ON `authorizations` (`account_id`);--> statement-breakpoint
CREATE INDEX `authorizations_client` ON `authorizations` (`client_id`);--> statement-breakpoint
CREATE INDEX `authorizations_end` ON `authorizations` (`ends_at`);--> statement-breakpoint
CREATE TABLE `browser_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`verifier_hash` text NOT NULL,
	`account_id` text NOT NULL,
	`authenticated_at` integer NOT NULL,
	`methods` text NOT NULL,
	`sid` text NOT NULL,
	`address` text NOT NULL,
	`user_agent` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `browser_sessions_account` ON `browser_sessions` (`account_id`);--> statement-breakpoint
CREATE INDEX `browser_sessions_expiry` ON `browser_sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `consents` (
	`account_id` text NOT NULL,
	`client_id` text NOT NULL,
	`scopes` text NOT NULL,
	`granted_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `client_id`)
);
--> statement-breakpoint
CREATE INDEX `consents_client` ON `consents` (`client_id`);--> statement-breakpoint
CREATE TABLE `former_clients` (
	`client_id` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE `access_tokens` ADD `authorization_id` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `redirect_uris` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `clients` ADD `application_type` text DEFAULT 'web' NOT NULL;--> statement-breakpoint
ALTER TABLE `clients` ADD `require_pkce` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `clients` ADD `consent` text DEFAULT 'explicit' NOT NULL;--> statement-breakpoint
ALTER TABLE `clients` ADD `response_types` text DEFAULT '["code"]' NOT NULL;--> statement-breakpoint
ALTER TABLE `clients` ADD `post_logout_redirect_uris` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `clients` ADD `subject_type` text DEFAULT 'public' NOT NULL;--> statement-breakpoint
ALTER TABLE `clients` ADD `sector_identifier` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `id_token_signing_algorithm` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `userinfo_signing_algorithm` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `default_max_age_seconds` integer;--> statement-breakpoint
ALTER TABLE `clients` ADD `refresh_idle_seconds` integer;--> statement-breakpoint
ALTER TABLE `clients` ADD `refresh_max_seconds` integer;--> statement-breakpoint
ALTER TABLE `clients` ADD `rotate_refresh_tokens` integer;--> statement-breakpoint
ALTER TABLE `clients` ADD `logo_uri` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `client_uri` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `policy_uri` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `terms_uri` text;