CREATE TABLE `pushed_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`verifier_hash` text NOT NULL,
	`client_id` text NOT NULL,
	`parameters` text NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `pushed_requests_expiry` ON `pushed_requests` (`expires_at`);--> statement-breakpoint
ALTER TABLE `clients` ADD `require_pushed_requests` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `clients` ADD `require_signed_request_object` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `clients` ADD `request_object_signing_algorithm` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `request_uris` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `authorization_sessions_browser` ON `authorization_sessions` (`browser_hash`,`id`);