import type { Migration } from './migration.ts';

/** After a restoration: from which state of which epoch each document goes on, to merge what returning stations have. */
export const documentForks: Migration = {
  name: 'document-forks',
  sql: `
ALTER TABLE centre ADD COLUMN former_epochs uuid[] NOT NULL DEFAULT '{}';
-- The latest version of a former epoch whose state went into the present one; NULL: it was born in this epoch.
ALTER TABLE document ADD COLUMN fork_epoch uuid, ADD COLUMN fork_version int, ADD COLUMN fork_body text;
`,
};
