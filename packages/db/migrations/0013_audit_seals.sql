CREATE TABLE `audit_seals` (
	`last_sequence` integer PRIMARY KEY NOT NULL,
	`first_sequence` integer NOT NULL,
	`hash` text NOT NULL,
	`at` integer NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL
);
