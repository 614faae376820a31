CREATE TABLE `idempotent_calls` (
	`id` text PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`lease_ends_at` integer NOT NULL,
	`done_at` integer,
	`answer` text,
	`remove_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotent_calls_removal` ON `idempotent_calls` (`remove_at`);