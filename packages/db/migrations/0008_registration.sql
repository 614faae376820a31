CREATE TABLE `initial_access_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`verifier_hash` text NOT NULL,
	`name` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`max_uses` integer,
	`uses` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `clients` ADD `contacts` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `software_id` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `software_version` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `localized` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `require_auth_time` integer;--> statement-breakpoint
ALTER TABLE `clients` ADD `default_acr_values` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `provenance` text DEFAULT 'operator' NOT NULL;--> statement-breakpoint
ALTER TABLE `clients` ADD `registration_access_hash` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `software_statement` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `sector_identifier_uri` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `identity_changed_at` integer;--> statement-breakpoint
ALTER TABLE `clients` ADD `document_fresh_until` integer;--> statement-breakpoint
ALTER TABLE `clients` ADD `last_used_at` integer;--> statement-breakpoint
ALTER TABLE `resources` ADD `self_registered` integer DEFAULT false NOT NULL;