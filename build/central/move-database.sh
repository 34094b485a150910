#!/bin/sh
# Copies the centre's data from one PostgreSQL to another, of whatever versions (15 or newer): tables in the order of their
# references, then the sequences, in one transaction of the new one. Needs psql. The new database has been migrated and is
# empty. See docs/operating.md.
#
#   build/central/move-database.sh OLD_URL NEW_URL
set -eu
old=${1:?usage: move-database.sh OLD_URL NEW_URL}
new=${2:?usage: move-database.sh OLD_URL NEW_URL}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ask() { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 "$@"; }

if [ "$(ask --dbname "$new" --command 'SELECT count(*) FROM centre')" != 0 ]; then
  echo 'O banco novo já tem dados de uma central; nada foi mudado.' >&2
  exit 1
fi
for url in "$old" "$new"; do ask --dbname "$url" --command 'SELECT max(number) FROM migration'; done | uniq | wc -l | {
  read -r versions
  [ "$versions" = 1 ] || { echo 'Os dois bancos não estão na mesma versão; rode migrate no novo com este programa.' >&2; exit 1; }
}

ask --dbname "$new" > "$work/tables" <<'SQL'
WITH RECURSIVE reference AS (
  SELECT conrelid AS child, confrelid AS parent FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid
), depth AS (
  SELECT oid, 0 AS level FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'migration'
  UNION ALL SELECT r.child, d.level + 1 FROM depth d JOIN reference r ON r.parent = d.oid WHERE d.level < 50
)
SELECT c.relname || '|' || (SELECT string_agg(quote_ident(a.attname), ',' ORDER BY a.attnum) FROM pg_attribute a
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '')
FROM depth d JOIN pg_class c ON c.oid = d.oid GROUP BY c.oid, c.relname ORDER BY max(d.level), c.relname;
SQL

# One snapshot of the old one for all tables: they are read in one transaction.
{
  echo 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;'
  while IFS='|' read -r table columns; do
    printf '%s\n' "\\copy $table ($columns) TO '$work/$table.data'"
  done < "$work/tables"
  echo 'COMMIT;'
} > "$work/read.sql"
ask --dbname "$old" --file "$work/read.sql"

{
  echo 'BEGIN;'
  while IFS='|' read -r table columns; do
    printf '%s\n' "\\copy $table ($columns) FROM '$work/$table.data'"
  done < "$work/tables"
  ask --dbname "$old" --command "SELECT format('SELECT setval(%L, %s, true);', schemaname || '.' || sequencename, last_value)
    FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"
  echo 'COMMIT;'
  echo 'ANALYZE;'
} > "$work/write.sql"
ask --dbname "$new" --file "$work/write.sql" > "$work/written"
while IFS='|' read -r table columns; do
  # A row is a line: COPY writes line breaks inside values as \n.
  read_rows=$(wc -l < "$work/$table.data")
  rows=$(ask --dbname "$new" --command "SELECT count(*) FROM $table")
  echo "$table: $rows"
  [ "$rows" -eq "$read_rows" ] || { echo "Faltam linhas de $table: eram $read_rows." >&2; exit 1; }
done < "$work/tables"
