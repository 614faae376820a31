ALTER TABLE `accounts` ADD `delete_at` integer;--> statement-breakpoint
CREATE INDEX `accounts_deletion` ON `accounts` (`delete_at`) WHERE "accounts"."delete_at" is not null;