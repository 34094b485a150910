/** The database that every run begins from: units, people with passwords, and the default pack. Made once. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { addAccount } from '#server/centre/accounts.ts';
import { addUnit } from '#server/centre/administration.ts';
import { createCentre } from '#server/centre/centre.ts';
import { openDatabase } from '#server/postgres/database.ts';
import { startTestPostgres, type TestPostgres } from '../support/test-postgres.ts';
import { PASSWORD_OF_ALL } from './deeds.ts';
import { LEADER, PEOPLE, UNITS } from './plan.ts';

export interface House {
  postgres: TestPostgres;
  unitIds: string[];
  staffIds: string[];
  urlOf(database: string): string;
  /** A database of its own, as the house is at the beginning. */
  fresh(): Promise<string>;
  close(): Promise<void>;
}

/** Transactions that wrote into a feed may dawdle before they commit, and others overtake them (`slowTransaction`). */
const DAWDLE = `
  CREATE TABLE sim_dawdle (ms int NOT NULL);
  INSERT INTO sim_dawdle VALUES (0);
  CREATE FUNCTION sim_dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF current_setting('sim.dawdled', true) = '1' THEN RETURN NULL; END IF;
    PERFORM set_config('sim.dawdled', '1', true);
    PERFORM pg_sleep(ms * random() / 1000) FROM sim_dawdle WHERE ms > 0;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER sim_dawdle AFTER INSERT ON feed DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION sim_dawdle();`;

export async function buildHouse(): Promise<House> {
  const postgres = await startTestPostgres();
  const url = await postgres.freshDatabase();
  const template = new URL(url).pathname.slice(1);
  const urlOf = (database: string) => url.replace(`/${template}`, `/${database}`);
  const db = openDatabase({ url, maxConnections: 2 });
  const centre = await createCentre({ db });
  const unitIds: string[] = [];
  for (const name of ['Matriz', 'Filial Norte', 'Filial Sul'].slice(0, UNITS))
    unitIds.push((await addUnit(centre.context, name)).id);
  const staffIds: string[] = [];
  for (let index = 0; index < PEOPLE; index++) {
    const added = await addAccount(centre.context, centre.packs, {
      name: `Pessoa ${index}`,
      role: index === LEADER ? 'administracao' : index % 2 ? 'atendente-n1' : 'atendente-n2',
      unitId: unitIds[index % UNITS]!,
      password: PASSWORD_OF_ALL,
    });
    if (!added.ok) throw new Error(added.refusals[0]!.message);
    staffIds.push(added.value.id);
  }
  await db.query(DAWDLE);
  await centre.close();
  await db.close();
  return {
    postgres,
    unitIds,
    staffIds,
    urlOf,
    fresh: async () => {
      const name = `s${randomBytes(8).toString('hex')}`;
      const client = new pg.Client({ connectionString: postgres.adminUrl });
      await client.connect();
      await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
      await client.end();
      await forgetOrigin(urlOf(name));
      return name;
    },
    close: () => postgres.stop(),
  };
}

/** A copy is not taken for a restored backup: it never was another centre's. */
async function forgetOrigin(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`DO $$ BEGIN
    IF EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'centre' AND column_name = 'cluster')
    THEN UPDATE centre SET cluster = NULL; END IF; END $$`);
  await client.end();
}
