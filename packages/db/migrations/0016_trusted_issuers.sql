CREATE TABLE `trusted_issuers` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`issuer` text NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`enabled` integer NOT NULL,
	`jwks` text,
	`jwks_uri` text,
	`algorithms` text NOT NULL,
	`subjects` text NOT NULL,
	`scopes` text NOT NULL,
	`clients` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `trusted_issuers_issuer_unique` ON `trusted_issuers` (`issuer`);