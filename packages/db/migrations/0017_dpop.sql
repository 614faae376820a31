ALTER TABLE `access_tokens` ADD `jkt` text;--> statement-breakpoint
ALTER TABLE `authorization_codes` ADD `jkt` text;--> statement-breakpoint
ALTER TABLE `authorizations` ADD `refresh_jkt` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `dpop_bound_access_tokens` integer;