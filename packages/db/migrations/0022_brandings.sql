CREATE TABLE `brandings` (
	`owner` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`name` text,
	`accent` text,
	`logo` text,
	`dark_logo` text,
	`sign_in_texts` text NOT NULL,
	`terms_uri` text,
	`privacy_uri` text,
	`help_uri` text,
	`updated_at` integer NOT NULL
);
