import type { Migration } from './migration.ts';

/*
 * Files of tickets. The bytes lie in a store of their own (disk or S3), by their hash; here stands what is known of them.
 * A reference is good for reading once it is proved: a station that it came from, or that may see its ticket, has sent
 * the bytes. Knowing a hash is not enough to get what is behind it.
 */
export const attachments: Migration = {
  name: 'attachments',
  sql: `
CREATE TABLE attachment (
  sha256 text COLLATE "C" PRIMARY KEY,
  size bigint NOT NULL,
  stored_at timestamptz NOT NULL
);

-- Stations that proved to have the bytes.
CREATE TABLE attachment_holder (
  sha256 text COLLATE "C" NOT NULL REFERENCES attachment ON DELETE CASCADE,
  station_id uuid NOT NULL REFERENCES station,
  PRIMARY KEY (sha256, station_id)
);
CREATE INDEX attachment_holder_station ON attachment_holder (station_id);

-- Tickets that name the file; the file may come before or after.
CREATE TABLE attachment_reference (
  sha256 text COLLATE "C" NOT NULL,
  ticket_id uuid NOT NULL REFERENCES ticket ON DELETE CASCADE,
  offered_by uuid NOT NULL,
  proved boolean NOT NULL,
  PRIMARY KEY (sha256, ticket_id)
);
CREATE INDEX attachment_reference_ticket ON attachment_reference (ticket_id);

-- Under way; at most one request at a time works on each.
CREATE TABLE attachment_upload (
  sha256 text COLLATE "C" NOT NULL,
  station_id uuid NOT NULL REFERENCES station,
  total bigint NOT NULL,
  lease uuid,
  lease_until timestamptz,
  touched_at timestamptz NOT NULL,
  PRIMARY KEY (sha256, station_id)
);
CREATE INDEX attachment_upload_station ON attachment_upload (station_id);
CREATE INDEX attachment_upload_touched ON attachment_upload (touched_at);

INSERT INTO attachment_reference
  SELECT body::json -> 'data' ->> 'sha256', ticket_id, offered_by, false FROM entry
  WHERE body LIKE '%"kind":"attached"%' AND body::json ->> 'kind' = 'attached'
  ON CONFLICT DO NOTHING;
`,
};
