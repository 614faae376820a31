ALTER TABLE `accounts` ADD `role` text;--> statement-breakpoint
CREATE INDEX `accounts_role` ON `accounts` (`role`) WHERE "accounts"."role" is not null;