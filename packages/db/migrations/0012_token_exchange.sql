ALTER TABLE `access_tokens` ADD `parents` text;--> statement-breakpoint
ALTER TABLE `access_tokens` ADD `act` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `exchange_targets` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `may_impersonate` integer;