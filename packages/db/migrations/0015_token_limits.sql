ALTER TABLE `clients` ADD `person_token_limit` integer;--> statement-breakpoint
ALTER TABLE `clients` ADD `person_refresh_limit` integer;--> statement-breakpoint
ALTER TABLE `clients` ADD `refresh_token_rate` integer;--> statement-breakpoint
ALTER TABLE `clients` ADD `past_limits` text;--> statement-breakpoint
CREATE INDEX `access_tokens_person` ON `access_tokens` (`client_id`,`subject`,`revoked_at`) WHERE authorization_id is not null;