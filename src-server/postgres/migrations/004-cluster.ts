import type { Migration } from './migration.ts';

/** By what PostgreSQL a database is known again: a copy that was put back elsewhere has another identity. */
export const cluster: Migration = {
  name: 'cluster',
  sql: 'ALTER TABLE centre ADD COLUMN cluster text',
};
