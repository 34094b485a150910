import { expect, test } from 'vitest';
import { HostError } from '#main/hosts/host-error.ts';
import { parseHostOptions } from '#main/hosts/host-options.ts';
import { defaultDataDir, openDataDir } from '#main/hosts/profile.ts';

test.each([
  ['linux', {}, '/home/ana/.local/share/prumo/station'],
  ['linux', { XDG_DATA_HOME: '/dados' }, '/dados/prumo/station'],
  ['darwin', {}, '/home/ana/Library/Application Support/Prumo/station'],
  ['win32', { APPDATA: '/appdata' }, '/appdata/Prumo/station'],
] as const)('on %s with %o the data lie in %s', (platform, env, place) => {
  expect(defaultDataDir({ demo: false }, { platform, env, home: '/home/ana' })).toBe(place);
});

test('sample data have a profile of their own', () => {
  const around = { platform: 'linux', env: {}, home: '/home/ana' } as const;
  expect(defaultDataDir({ demo: true }, around)).toBe('/home/ana/.local/share/prumo/demo');
});

test('says what is wrong with a place for data that is a file', () => {
  expect(() => openDataDir('/dev/null')).toThrow(HostError);
  expect(() => openDataDir('/dev/null')).toThrow(/A pasta de dados \/dev\/null não é uma pasta/);
});

test('reads the flags of a host', () => {
  expect(parseHostOptions(['--data', 'x', '--port', '8080', '--demo', '--ready-json'])).toEqual({
    data: 'x',
    port: 8080,
    demo: true,
    passphrase: false,
    open: false,
    readyJson: true,
  });
});

test.each([
  [['--dados', 'x']],
  [['solto']],
  [['--port', '99999']],
  [['--port', '-1']],
  [['--port', 'oito']],
  [['--data']],
])('refuses %o', (args) => {
  expect(() => parseHostOptions(args)).toThrow(HostError);
});
