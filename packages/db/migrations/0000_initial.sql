CREATE TABLE `access_tokens` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`format` text NOT NULL,
	`verifier_hash` text,
	`client_id` text NOT NULL,
	`subject` text NOT NULL,
	`scopes` text NOT NULL,
	`audience` text NOT NULL,
	`label` text,
	`issued_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_tokens_id_unique` ON `access_tokens` (`id`);--> statement-breakpoint
CREATE INDEX `access_tokens_client` ON `access_tokens` (`client_id`,`revoked_at`,`id`);--> statement-breakpoint
CREATE INDEX `access_tokens_expiry` ON `access_tokens` (`expires_at`);--> statement-breakpoint
CREATE TABLE `assertions` (
	`issuer` text NOT NULL,
	`jti` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`issuer`, `jti`)
);
--> statement-breakpoint
CREATE INDEX `assertions_expiry` ON `assertions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `audit` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`target` text NOT NULL,
	`detail` text
);
--> statement-breakpoint
CREATE INDEX `audit_target` ON `audit` (`target`);--> statement-breakpoint
CREATE TABLE `clients` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`enabled` integer NOT NULL,
	`auth_method` text NOT NULL,
	`secrets` text NOT NULL,
	`jwks` text,
	`jwks_uri` text,
	`assertion_algorithm` text,
	`grant_types` text NOT NULL,
	`scopes` text NOT NULL,
	`resources` text NOT NULL,
	`access_token_ttl_seconds` integer,
	`max_access_token_ttl_seconds` integer,
	`token_limit` integer,
	`requests_per_minute` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `clients_id_unique` ON `clients` (`id`);--> statement-breakpoint
CREATE TABLE `mass_revocations` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`client_id` text,
	`at` integer NOT NULL,
	`up_to` integer NOT NULL,
	`swept_to` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `migrations` (
	`version` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`applied_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `pings` (
	`id` integer PRIMARY KEY NOT NULL,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rate_limits` (
	`key` text PRIMARY KEY NOT NULL,
	`arrival_ms` real NOT NULL
);
--> statement-breakpoint
CREATE INDEX `rate_limits_arrival` ON `rate_limits` (`arrival_ms`);--> statement-breakpoint
CREATE TABLE `resources` (
	`uri` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`enabled` integer NOT NULL,
	`token_format` text NOT NULL,
	`signing_algorithm` text,
	`scopes` text NOT NULL,
	`introspectors` text NOT NULL,
	`access_token_ttl_seconds` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `scopes` (
	`name` text PRIMARY KEY NOT NULL,
	`description` text NOT NULL,
	`claims` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `signing_keys` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`algorithm` text NOT NULL,
	`public_jwk` text NOT NULL,
	`sealed_private_key` text NOT NULL,
	`created_at` integer NOT NULL,
	`active_from` integer NOT NULL,
	`remove_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `signing_keys_id_unique` ON `signing_keys` (`id`);--> statement-breakpoint
CREATE TABLE `unit_marks` (
	`id` integer PRIMARY KEY NOT NULL
);
