import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './build/chromium.ts';
import { findElectron } from './build/electron-runtime.ts';
import type { HostOptions } from './test/e2e/support/station.ts';

/** The pictures of docs/screens are taken anew where asked for alone: `npm run screens`. Workers read this file too. */
const takesPictures = process.env.PRUMO_SCREENS === '1' || process.argv.includes('--project=screens');
if (takesPictures) process.env.PRUMO_SCREENS = '1';

const screens = {
  name: 'screens',
  testMatch: '**/*.screens.ts',
  use: {
    host: 'browser' as const,
    // Letters without coloured edges look the same everywhere, and make small files.
    launchOptions: { executablePath: findChromium() ?? undefined, args: [...CHROMIUM_FLAGS, '--disable-lcd-text'] },
  },
};

/** The same tests under each host that can be had; fixtures in `test/e2e/support/station.ts`. */
export default defineConfig<HostOptions>({
  testDir: 'test/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/e2e',
  workers: 2,
  fullyParallel: true,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: !!process.env.CI,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    actionTimeout: 15_000,
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    viewport: { width: 1280, height: 860 },
    // Recording every test costs as much as running it: asked for where one is looked into.
    trace: process.env.PRUMO_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findChromium() ?? undefined, args: CHROMIUM_FLAGS },
  },
  projects: [
    { name: 'browser', use: { host: 'browser' } },
    ...(findElectron(import.meta.dirname) === null ? [] : [{ name: 'electron', use: { host: 'electron' as const } }]),
    ...(takesPictures ? [screens] : []),
  ],
});
