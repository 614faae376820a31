CREATE TABLE `session_clients` (
	`sid` text NOT NULL,
	`client_id` text NOT NULL,
	`account_id` text NOT NULL,
	`answered_at` integer NOT NULL,
	`ended_at` integer,
	PRIMARY KEY(`sid`, `client_id`)
);
--> statement-breakpoint
CREATE INDEX `session_clients_account` ON `session_clients` (`account_id`);--> statement-breakpoint
CREATE INDEX `session_clients_ended` ON `session_clients` (`ended_at`);--> statement-breakpoint
ALTER TABLE `clients` ADD `frontchannel_logout_uri` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `frontchannel_logout_session_required` integer;--> statement-breakpoint
ALTER TABLE `clients` ADD `backchannel_logout_uri` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `backchannel_logout_session_required` integer;--> statement-breakpoint
ALTER TABLE `clients` ADD `initiate_login_uri` text;