ALTER TABLE `clients` ADD `identity_audiences` text;--> statement-breakpoint
ALTER TABLE `trusted_issuers` ADD `assertion_type` text DEFAULT 'jwt' NOT NULL;