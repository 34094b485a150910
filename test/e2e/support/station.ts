/**
 * The fixture of the end-to-end tests. Import `test` and `expect` from here.
 *
 *   import { expect, test } from '../support/station.ts';
 *
 *   test('[S4.2] …', async ({ page, station, crash }) => {
 *     // `station`: a fresh profile under a host of its own; `page`: its window, connected and ready.
 *     page = await crash(page);       // SIGKILL in the middle of anything, started again, the window is back
 *   });
 *
 *   test.use({ profile: 'house' });   // this file's profiles: 'new' (before the first run), 'house' (house.ts) or 'demo'
 *   test.use({ startsAt: '2026-11-23T10:40:00-03:00' });   // and when it is there; station.passTime() moves on
 *
 * What holds: every test has its own profile, its own process and its own browser context; `page` is given once the
 * window says it is connected (`<html data-connection="open">`); the process is gone and the profile removed when the
 * test ends, whatever happened; what the page did wrong (errors, refusals by the content policy) is in `complaints`
 * and fails the test at its end, unless the test takes it out of there. The host is a parameter of the project:
 * `browser`, or `electron` where its runtime is.
 */
import { test as base, expect, type Page } from '@playwright/test';
import { findElectron } from '../../../build/electron-runtime.ts';
import { startElectron } from './electron-process.ts';
import { type ProfileKind, type ProfileTemplates, profileTemplates } from './profile-templates.ts';
import { root, type StationProcess, startStation } from './station-process.ts';

export { expect };
export type Host = 'browser' | 'electron';

export interface HostOptions {
  host: Host;
  /** What the profile of each test starts as. */
  profile: ProfileKind;
  /** ISO instant at which the station's clock starts; `null`: now. */
  startsAt: string | null;
  /** Further flags of the host program. */
  flags: string[];
}

export interface StationFixtures {
  station: StationProcess;
  /** Kills the station without warning and starts it again; the window to go on with is the answer. */
  crash: (page: Page) => Promise<Page>;
  /** What the page did wrong so far; every entry left at the end fails the test. */
  complaints: string[];
}

export const test = base.extend<HostOptions & StationFixtures, { templates: ProfileTemplates }>({
  templates: [
    async ({ browserName: _browser }, use) => {
      const templates = profileTemplates();
      await use(templates);
      await templates.remove();
    },
    { scope: 'worker' },
  ],
  host: ['browser', { option: true }],
  profile: ['new', { option: true }],
  startsAt: [null, { option: true }],
  flags: [[], { option: true }],

  complaints: async ({ host: _host }, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints, 'what the page did wrong').toEqual([]);
  },

  station: async ({ host, profile, startsAt, flags, templates }, use, testInfo) => {
    const electron = findElectron(root);
    test.skip(host === 'electron' && electron === null, 'skipped: no Electron runtime');
    const options = { args: flags, startsAt, template: await templates.of(profile, startsAt) };
    const station =
      host === 'electron' && electron !== null ? await startElectron(electron, options) : await startStation(options);
    await use(station);
    await station.dispose();
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('station', { body: station.output(), contentType: 'text/plain' });
    }
  },

  page: async ({ station, context, complaints }, use) => {
    const page = await station.window(context);
    listen(page, complaints);
    await page.goto(station.address);
    await connected(page);
    await use(page);
  },

  crash: async ({ station, context, complaints }, use) => {
    await use(async (page) => {
      await station.kill();
      await station.start();
      const next = await station.window(context, page);
      if (next !== page) listen(next, complaints);
      await connected(next);
      return next;
    });
  },
});

/** Ends once the window can speak to the station, first or again. */
export async function connected(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-connection', 'open', { timeout: 20_000 });
}

/** What the browser says when the station is away: expected wherever a test takes it away. */
const STATION_AWAY = /WebSocket connection to .* failed|net::ERR_CONNECTION_REFUSED/;

function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' || STATION_AWAY.test(message.text())) return;
    complaints.push(`console: ${message.text()}`);
  });
}
