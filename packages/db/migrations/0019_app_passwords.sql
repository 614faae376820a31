CREATE TABLE `app_passwords` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`secret_hash` text NOT NULL,
	`name` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`last_used_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `app_passwords_secret_hash_unique` ON `app_passwords` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `app_passwords_account` ON `app_passwords` (`account_id`);--> statement-breakpoint
CREATE INDEX `app_passwords_expiry` ON `app_passwords` (`expires_at`);--> statement-breakpoint
ALTER TABLE `access_tokens` ADD `app_password_id` text;--> statement-breakpoint
ALTER TABLE `access_tokens` ADD `session_id` text;