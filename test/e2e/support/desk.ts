/**
 * The fixture of tests that begin at the desk of the house: somebody is signed in.
 *
 *   test('[S5.1] …', async ({ desk }) => { await desk.newCall(); … });
 *   desk = await again(desk);         // the station was killed and started anew, and the agent signed in again
 */
import { DEMO_AGENT, DEMO_PASSWORD } from '#main/sample/demo-account.ts';
import { Desk } from '../pages/desk.ts';
import { test as base } from './station.ts';

export { expect } from './station.ts';

export interface DeskFixtures {
  desk: Desk;
  /** The same at the desk of the sample data; with `test.use({ profile: 'demo' })`. */
  demoDesk: Desk;
  /** SIGKILL in the middle of anything, started again, signed in again at the window that is left. */
  again: (desk: Desk) => Promise<Desk>;
}

export const test = base.extend<DeskFixtures>({
  profile: 'house',
  desk: async ({ page }, use) => {
    await use(await Desk.enter(page));
  },
  demoDesk: async ({ page }, use) => {
    await use(await Desk.enter(page, { name: DEMO_AGENT.name, password: DEMO_PASSWORD }));
  },
  again: async ({ crash }, use) => {
    await use(async (desk) => Desk.enter(await crash(desk.page)));
  },
});
