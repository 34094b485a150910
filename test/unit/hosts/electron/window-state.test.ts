import { expect, test } from 'vitest';
import { isOwn } from '#main/hosts/electron/origin.ts';
import { placeWindow } from '#main/hosts/electron/window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: 0, width: 1280, height: 984 };
const bounds = { x: 2000, y: 50, width: 1200, height: 800 };
const state = { bounds, maximized: false };

test('puts the window where it was', () => {
  expect(placeWindow(state, [screen, second])).toEqual(bounds);
});

test('forgets a place on a screen that is gone', () => {
  expect(placeWindow(state, [screen])).not.toHaveProperty('x');
});

test('forgets a place whose title bar is out of reach', () => {
  expect(placeWindow({ bounds: { ...bounds, x: 100, y: -400 }, maximized: false }, [screen])).not.toHaveProperty('x');
  expect(placeWindow({ bounds: { ...bounds, x: -1150, y: 0 }, maximized: false }, [screen])).not.toHaveProperty('x');
});

test('fits a window into a screen that became smaller', () => {
  const large = { x: 0, y: 0, width: 3000, height: 2000 };
  expect(placeWindow({ bounds: large, maximized: false }, [screen])).toMatchObject({ width: 1920, height: 1040 });
});

test('has a size of its own at the first start', () => {
  expect(placeWindow({ bounds: null, maximized: false }, [screen])).toEqual({ width: 1280, height: 860 });
});

test.each([
  ['app://prumo/', true],
  ['app://prumo/chamados/1?x=2', true],
  ['app://prumo.example/', false],
  ['app://other/', false],
  ['http://prumo/', false],
  ['file:///app://prumo/', false],
  ['', false],
  [undefined, false],
])('the station owns %s: %s', (address, own) => {
  expect(isOwn(address)).toBe(own);
});
