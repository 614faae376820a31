CREATE TABLE `one_time_links` (
	`id` text PRIMARY KEY NOT NULL,
	`verifier_hash` text NOT NULL,
	`purpose` text NOT NULL,
	`account_id` text,
	`email` text NOT NULL,
	`email_key` text NOT NULL,
	`stamp` text NOT NULL,
	`flow_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `one_time_links_account` ON `one_time_links` (`account_id`);--> statement-breakpoint
CREATE INDEX `one_time_links_email` ON `one_time_links` (`email_key`);--> statement-breakpoint
CREATE INDEX `one_time_links_expiry` ON `one_time_links` (`expires_at`);