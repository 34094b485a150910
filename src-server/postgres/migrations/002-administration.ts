import type { Migration } from './migration.ts';

/** The pages of the centre: who signs in there, and what was done. */
export const administration: Migration = {
  name: 'administration',
  sql: `
-- For signing in at the pages; stations know people by their id.
ALTER TABLE account ADD COLUMN login text COLLATE "C" UNIQUE;

ALTER TABLE one_use_code DROP CONSTRAINT one_use_code_purpose_check;
ALTER TABLE one_use_code ADD CHECK (purpose IN ('first-administrator', 'enrol', 'password'));
-- Whose password a code of that purpose sets.
ALTER TABLE one_use_code ADD COLUMN staff_id uuid REFERENCES account;

CREATE TABLE administrator_session (
  hash bytea PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES account,
  created_at timestamptz NOT NULL,
  used_at timestamptz NOT NULL
);
CREATE INDEX administrator_session_person ON administrator_session (staff_id);

-- Rows are only ever added.
CREATE TABLE administration_record (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  staff_id uuid REFERENCES account,
  act text NOT NULL,
  about text NOT NULL DEFAULT ''
);
`,
};
