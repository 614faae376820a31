CREATE TABLE `kept_refusals` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`at` integer NOT NULL,
	`endpoint` text NOT NULL,
	`code` text NOT NULL,
	`client_id` text,
	`address` text NOT NULL,
	`description` text,
	`detail` text,
	`remove_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `kept_refusals_request` ON `kept_refusals` (`request_id`);--> statement-breakpoint
CREATE INDEX `kept_refusals_removal` ON `kept_refusals` (`remove_at`);