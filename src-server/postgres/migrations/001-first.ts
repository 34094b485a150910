import type { Migration } from './migration.ts';

/*
 * Bodies (entries, documents) are text: they pass through as they came, and are never parsed on the way to a station.
 *
 * `feed` holds one row for each thing in each scope. A row carries the transaction that put it there (`xid`): a reader
 * takes only rows of transactions below the oldest one still running, so that none can appear behind its cursor. A
 * document's row moves to the end when the document changes.
 */
export const first: Migration = {
  name: 'first',
  sql: `
CREATE TABLE centre (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  epoch uuid NOT NULL,
  -- Until then stations may bring back what an older backup does not have.
  recovery_until timestamptz,
  organisation text NOT NULL DEFAULT '',
  signing_secret bytea NOT NULL,
  -- Grows with every change of who may see what.
  access_version bigint NOT NULL DEFAULT 1,
  next_station int NOT NULL DEFAULT 1
);

CREATE TABLE unit (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE account (
  staff_id uuid PRIMARY KEY,
  unit_id uuid NOT NULL REFERENCES unit,
  password_hash text,
  deactivated_at timestamptz,
  -- Roles that they had before: what they wrote then was right then.
  former_roles text[] NOT NULL DEFAULT '{}',
  failures int NOT NULL DEFAULT 0,
  failed_at timestamptz
);

CREATE TABLE station (
  id uuid PRIMARY KEY,
  number int NOT NULL UNIQUE,
  -- Numbers under which it wrote before it was enrolled.
  former_numbers text[] NOT NULL DEFAULT '{}',
  name text NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit,
  public_key text NOT NULL UNIQUE,
  enrolled_at timestamptz NOT NULL,
  enrolled_with bytea NOT NULL,
  revoked_at timestamptz,
  last_contact_at timestamptz,
  version text NOT NULL DEFAULT '',
  unsent int,
  refused int,
  oldest_unsent_at timestamptz,
  skew_ms double precision
);

CREATE TABLE one_use_code (
  hash bytea PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('first-administrator', 'enrol')),
  unit_id uuid REFERENCES unit,
  adopt_staff boolean NOT NULL DEFAULT false,
  -- Roles that people who come with the station may have; NULL: any without administration.
  roles text[],
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

-- Who signed in at which station, and until when they may do so there with no network.
CREATE TABLE sign_in (
  staff_id uuid NOT NULL REFERENCES account,
  station_id uuid NOT NULL REFERENCES station,
  lease_until timestamptz NOT NULL,
  PRIMARY KEY (staff_id, station_id)
);
CREATE INDEX sign_in_station ON sign_in (station_id);

-- Refresh tokens by family: the highest generation that was used. Its own and its successor's token still work.
CREATE TABLE refresh_family (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES account,
  station_id uuid NOT NULL REFERENCES station,
  used int NOT NULL DEFAULT 0,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX refresh_family_person ON refresh_family (staff_id, station_id);

CREATE TABLE ticket (
  id uuid PRIMARY KEY,
  -- Order of arrival; never changes: what the first synchronisation walks along.
  number bigint NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
  birth_unit uuid NOT NULL,
  protocol text NOT NULL DEFAULT '',
  customer_id text,
  open boolean NOT NULL DEFAULT true,
  closed_at timestamptz,
  -- Left its unit's stations because it was closed long ago.
  aged boolean NOT NULL DEFAULT false,
  entries int NOT NULL DEFAULT 0,
  -- The last transaction that changed anything of it.
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  -- The fold of its journal, as JSON.
  head text,
  -- What is searched: words of its entries, without accents.
  words tsvector NOT NULL DEFAULT ''
);
CREATE INDEX ticket_customer ON ticket (customer_id);
CREATE INDEX ticket_protocol ON ticket (protocol text_pattern_ops);
CREATE INDEX ticket_ageing ON ticket (closed_at) WHERE NOT open AND NOT aged;
CREATE INDEX ticket_words ON ticket USING gin (words);

CREATE TABLE ticket_scope (
  scope text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  ticket_id uuid NOT NULL REFERENCES ticket ON DELETE CASCADE,
  open boolean NOT NULL,
  PRIMARY KEY (scope, number)
);
CREATE INDEX ticket_scope_open ON ticket_scope (scope, number) WHERE open;
CREATE INDEX ticket_scope_ticket ON ticket_scope (ticket_id);

-- Older tickets that somebody asked for.
CREATE TABLE bring_in (
  ticket_id uuid NOT NULL REFERENCES ticket ON DELETE CASCADE,
  staff_id uuid NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (ticket_id, staff_id)
);
CREATE INDEX bring_in_until ON bring_in (until);

CREATE TABLE entry (
  id uuid PRIMARY KEY,
  ticket_id uuid NOT NULL REFERENCES ticket,
  hlc text COLLATE "C" NOT NULL,
  hash bigint NOT NULL,
  body text NOT NULL,
  -- Who offered it: after a restore that may be another station than the one that wrote it.
  offered_by uuid NOT NULL,
  received_at timestamptz NOT NULL
);
CREATE INDEX entry_ticket ON entry (ticket_id, hlc, id);

CREATE TABLE refused_entry (
  id uuid NOT NULL,
  station_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  body text NOT NULL,
  refusals text NOT NULL,
  refused_at timestamptz NOT NULL,
  PRIMARY KEY (id, station_id)
);
CREATE INDEX refused_entry_ticket ON refused_entry (ticket_id);

CREATE TABLE document (
  collection text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version int NOT NULL,
  -- NULL: deleted.
  body text,
  -- Where it is at home, whatever tickets name it.
  home text NOT NULL,
  -- Of its id and version; see src-shared/sync/digest.ts.
  hash bigint NOT NULL,
  changed_by uuid,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (collection, id)
);

CREATE SEQUENCE feed_seq CACHE 1;
CREATE TABLE feed (
  scope text COLLATE "C" NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  seq bigint NOT NULL DEFAULT nextval('feed_seq'),
  -- e: entry, d: document, x: document gone, t: ticket gone.
  kind "char" NOT NULL,
  entry_id uuid,
  collection text COLLATE "C",
  -- Of a document; of a ticket that is gone.
  id text COLLATE "C",
  hash bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (scope, xid, seq)
);
CREATE UNIQUE INDEX feed_entry ON feed (entry_id, scope) WHERE kind = 'e';
CREATE UNIQUE INDEX feed_item ON feed (collection, id, scope) WHERE kind <> 'e';
CREATE INDEX feed_documents ON feed (scope, xid, seq) WHERE kind = 'd';
`,
};
