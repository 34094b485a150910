import { addTestUnit, openTestCentre, type TestCentre } from './centre-process.ts';
import { startTestPostgres } from './test-postgres.ts';

export interface CentreWithUnit {
  at: TestCentre;
  unit: { unitId: string; staffId: string };
  /** Another database beside its own. @returns its URL */
  freshDatabase(): Promise<string>;
  close(): Promise<void>;
}

/** A centre on a PostgreSQL of its own, with one unit and one agent in it. */
export async function openCentreWithUnit(options: Parameters<typeof openTestCentre>[1] = {}): Promise<CentreWithUnit> {
  const postgres = await startTestPostgres();
  const at = await openTestCentre(await postgres.freshDatabase(), options);
  const unit = await addTestUnit(at.centre, 'Matriz');
  return {
    at,
    unit,
    freshDatabase: () => postgres.freshDatabase(),
    close: async () => {
      await at.close();
      await postgres.stop();
    },
  };
}
