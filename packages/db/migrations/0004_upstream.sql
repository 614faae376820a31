CREATE TABLE `identity_links` (
	`provider_id` text NOT NULL,
	`subject` text NOT NULL,
	`account_id` text NOT NULL,
	`label` text,
	`created_at` integer NOT NULL,
	`used_at` integer NOT NULL,
	PRIMARY KEY(`provider_id`, `subject`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identity_links_account_provider` ON `identity_links` (`account_id`,`provider_id`);--> statement-breakpoint
CREATE TABLE `identity_providers` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`enabled` integer NOT NULL,
	`name` text NOT NULL,
	`issuer` text,
	`preset` text,
	`endpoints` text,
	`client_id` text NOT NULL,
	`auth_method` text NOT NULL,
	`secret` text,
	`scopes` text NOT NULL,
	`trusts_email` integer NOT NULL,
	`trusts_factors` integer NOT NULL,
	`match_by` text NOT NULL,
	`on_match` text NOT NULL,
	`on_no_match` text NOT NULL,
	`allowed_domains` text NOT NULL,
	`hosted_domain` text,
	`refresh_profile` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identity_providers_id_unique` ON `identity_providers` (`id`);--> statement-breakpoint
CREATE TABLE `upstream_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`verifier_hash` text NOT NULL,
	`browser_hash` text NOT NULL,
	`provider_id` text NOT NULL,
	`flow_id` text,
	`session_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `upstream_attempts_expiry` ON `upstream_attempts` (`expires_at`);--> statement-breakpoint
CREATE INDEX `upstream_attempts_provider` ON `upstream_attempts` (`provider_id`);