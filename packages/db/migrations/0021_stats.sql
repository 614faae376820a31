CREATE TABLE `stats` (
	`span` text NOT NULL,
	`starts_at` integer NOT NULL,
	`measure` text NOT NULL,
	`label` text NOT NULL,
	`value` integer NOT NULL,
	`remove_at` integer NOT NULL,
	PRIMARY KEY(`span`, `starts_at`, `measure`, `label`)
);
--> statement-breakpoint
CREATE INDEX `stats_removal` ON `stats` (`remove_at`);