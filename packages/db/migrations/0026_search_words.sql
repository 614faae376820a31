CREATE TABLE `search_words` (
	`kind` text NOT NULL,
	`word` text NOT NULL,
	`row` integer NOT NULL,
	`key` text NOT NULL,
	PRIMARY KEY(`kind`, `word`, `row`)
);
--> statement-breakpoint
CREATE INDEX `search_words_key` ON `search_words` (`kind`,`key`);--> statement-breakpoint
DROP INDEX `authorizations_client`;--> statement-breakpoint
CREATE INDEX `authorizations_grant` ON `authorizations` (`client_id`,`account_id`);--> statement-breakpoint
CREATE INDEX `access_tokens_subject` ON `access_tokens` (`subject`,`id`) WHERE subject <> client_id;--> statement-breakpoint
INSERT OR IGNORE INTO `search_words` (`kind`, `word`, `row`, `key`)
WITH RECURSIVE texts AS (SELECT sequence, id, lower(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(username_key || ' ' || coalesce(email_key, '') || ' ' || coalesce(json_extract(profile, '$.name'), '') || ' ' || coalesce(json_extract(profile, '$.given_name'), '') || ' ' || coalesce(json_extract(profile, '$.family_name'), '') || ' ' || coalesce(json_extract(profile, '$.nickname'), '') || ' ' || coalesce(json_extract(profile, '$.phone_number'), '') || ' ' || id, '.', ' '), '_', ' '), '@', ' '), '+', ' '), '-', ' '), ':', ' '), '/', ' '), '[', ' '), ']', ' '), '"', ' '), ',', ' '), '(', ' '), ')', ' '), '#', ' ')) || ' ' AS rest FROM `accounts`),
words AS (
	SELECT sequence, id, '' AS word, rest FROM texts
	UNION ALL
	SELECT sequence, id, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM words WHERE rest <> ''
)
SELECT 'account', substr(word, 1, 64), sequence, id FROM words WHERE word <> '';--> statement-breakpoint
INSERT OR IGNORE INTO `search_words` (`kind`, `word`, `row`, `key`)
WITH RECURSIVE texts AS (SELECT sequence, id, lower(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(id || ' ' || name || ' ' || scopes, '.', ' '), '_', ' '), '@', ' '), '+', ' '), '-', ' '), ':', ' '), '/', ' '), '[', ' '), ']', ' '), '"', ' '), ',', ' '), '(', ' '), ')', ' '), '#', ' ')) || ' ' AS rest FROM `clients`),
words AS (
	SELECT sequence, id, '' AS word, rest FROM texts
	UNION ALL
	SELECT sequence, id, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM words WHERE rest <> ''
)
SELECT 'client', substr(word, 1, 64), sequence, id FROM words WHERE word <> '';
