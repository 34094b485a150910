import { expect, test } from 'vitest';
import { isOwn, isOwnBlob } from '#main/hosts/electron/origin.ts';

test.each([
  ['app://prumo/chamados', true],
  ['app://prumo.example/', false],
  ['https://prumo/', false],
  ['', false],
  [undefined, false],
])('%s is a page of the station: %s', (address, own) => expect(isOwn(address)).toBe(own));

test.each([
  ['blob:app://prumo/0b9d1b60-5c5c-4b0b-8f0a-2f0d0f4d7c11', true],
  ['blob:https://example.com/0b9d1b60', false],
  ['blob:blob:app://prumo/x', false],
  ['app://prumo/assets/app.js', false],
  ['data:text/html,x', false],
  ['https://example.com/programa.exe', false],
])('[security] %s may be saved: %s', (address, own) => expect(isOwnBlob(address)).toBe(own));
