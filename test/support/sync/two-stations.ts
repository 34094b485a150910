import { addTestUnit, openTestCentre, type TestCentre } from '../centre-process.ts';
import { startTestPostgres } from '../test-postgres.ts';
import { StationChild } from './station-child.ts';

export interface TwoStations {
  centre: TestCentre;
  unit: { unitId: string; staffId: string };
  a: StationChild;
  b: StationChild;
  close(): Promise<void>;
}

/** A centre on a database of its own and two stations of one unit, enrolled and signed in. */
export async function openTwoStations(): Promise<TwoStations> {
  const postgres = await startTestPostgres();
  const centre = await openTestCentre(await postgres.freshDatabase());
  const unit = await addTestUnit(centre.centre, 'Matriz');
  const [a, b] = await Promise.all([new StationChild().start(), new StationChild().start()]);
  await a.enrol(centre, unit);
  await b.enrol(centre, unit);
  return {
    centre,
    unit,
    a,
    b,
    close: async () => {
      await a.dispose();
      await b.dispose();
      await centre.close();
      await postgres.stop();
    },
  };
}
