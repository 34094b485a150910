import { expect, test } from 'vitest';
import { browserCommand } from '#main/hosts/browser/open-browser.ts';

const url = 'http://127.0.0.1:1/?token=a&b=$(x)';

test('opens the system browser with the address as one argument and no shell', () => {
  expect(browserCommand(url, { platform: 'darwin', env: {} })).toEqual(['open', [url]]);
  expect(browserCommand(url, { platform: 'win32', env: {} })).toEqual([
    'rundll32',
    ['url.dll,FileProtocolHandler', url],
  ]);
  expect(browserCommand(url, { platform: 'linux', env: { DISPLAY: ':0' } })).toEqual(['xdg-open', [url]]);
  expect(browserCommand(url, { platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).not.toBeNull();
});

test('opens none where there is no display', () => {
  expect(browserCommand(url, { platform: 'linux', env: {} })).toBeNull();
});
