import { describe, expect, it } from 'vitest';
import { ariaKeys, isPress, keyText, type PressEvent, parseKeys } from '#renderer/ui/keys/key-press.ts';

const event = (key: string, rest: Partial<PressEvent> = {}): PressEvent => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...rest,
});
const matches = (written: string, pressed: PressEvent) => isPress(parseKeys(written)[0]!, pressed);

describe('key presses', () => {
  it.each([
    ['F2', event('F2')],
    ['Ctrl+k', event('k', { ctrlKey: true })],
    ['Ctrl+k', event('k', { metaKey: true })],
    ['Ctrl+Shift+N', event('N', { ctrlKey: true, shiftKey: true })],
    ['Alt+1', event('1', { altKey: true, code: 'Digit1' })],
    ['Alt+1', event('1', { altKey: true, code: 'Numpad1' })],
    ['Alt+1', event('¡', { altKey: true, code: 'Digit1' })],
    ['?', event('?', { shiftKey: true })],
    ['/', event('/')],
    ['j', event('j')],
    ['Alt+ArrowLeft', event('ArrowLeft', { altKey: true })],
  ] as const)('%s is pressed', (written, pressed) => {
    expect(matches(written, pressed)).toBe(true);
  });

  it.each([
    ['j', event('J', { shiftKey: true })],
    ['j', event('j', { ctrlKey: true })],
    ['Ctrl+k', event('k')],
    ['Ctrl+k', event('K', { ctrlKey: true, shiftKey: true })],
    ['F2', event('F2', { shiftKey: true })],
    ['Alt+1', event('1', { code: 'Digit1' })],
    ['?', event('/')],
  ] as const)('%s is not pressed by another', (written, pressed) => {
    expect(matches(written, pressed)).toBe(false);
  });

  it('writes keys as they stand on the keyboard', () => {
    expect(['Ctrl+Shift+N', 'g a', 'Escape', 'Alt+ArrowLeft', '?'].map(keyText)).toEqual([
      'Ctrl+Shift+N',
      'G A',
      'Esc',
      'Alt+←',
      '?',
    ]);
  });

  it('tells screen readers the single keys, not the sequences', () => {
    expect(ariaKeys(['Ctrl+k'])).toBe('Control+k');
    expect(ariaKeys(['g a'])).toBeUndefined();
  });
});
