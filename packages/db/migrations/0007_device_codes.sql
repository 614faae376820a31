CREATE TABLE `device_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`verifier_hash` text NOT NULL,
	`user_code_hash` text,
	`client_id` text NOT NULL,
	`scopes` text NOT NULL,
	`resources` text NOT NULL,
	`address` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`interval_seconds` integer NOT NULL,
	`polled_at_ms` integer,
	`authorization_id` text,
	`denied_at` integer,
	`redeemed_at` integer,
	`remove_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `device_codes_user_code_hash_unique` ON `device_codes` (`user_code_hash`);--> statement-breakpoint
CREATE INDEX `device_codes_removal` ON `device_codes` (`remove_at`);--> statement-breakpoint
ALTER TABLE `authorization_sessions` ADD `device_code_id` text;