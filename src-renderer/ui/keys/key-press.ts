/** One press of a key with its modifiers, as the table writes it: `Ctrl+Shift+N`, `Alt+1`, `F2`, `?`, `g`. */
export interface Press {
  key: string;
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
}

export type PressEvent = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** `g a` → two presses. */
export function parseKeys(written: string): Press[] {
  return written.split(' ').map((press) => {
    const parts = press === '+' ? ['+'] : press.split('+');
    const key = parts.at(-1) ?? '';
    return {
      key: key.toLowerCase(),
      ctrl: parts.includes('Ctrl'),
      alt: parts.includes('Alt'),
      shift: parts.includes('Shift'),
    };
  });
}

/**
 * Whether the event is this press. Shift counts only where the table writes it: `?` is `?` however a
 * keyboard makes it. With Ctrl or Alt, digits and letters go by their place on the keyboard too, because
 * some layouts make other characters of them.
 */
export function isPress(press: Press, event: PressEvent): boolean {
  if (press.ctrl !== (event.ctrlKey || event.metaKey) || press.alt !== event.altKey) return false;
  const modified = press.ctrl || press.alt;
  if (press.shift && !event.shiftKey) return false;
  if (!press.shift && event.shiftKey && (modified || press.key.length > 1)) return false;
  const key = event.key.toLowerCase();
  if (key === press.key) return modified || press.key !== key || isSameCase(press, event);
  if (!modified || press.key.length !== 1) return false;
  return event.code === `Digit${press.key}` || event.code === `Numpad${press.key}` || event.code === codeOf(press.key);
}

/** A bare letter is that letter without Shift: `J` is not `j`. */
function isSameCase(press: Press, event: PressEvent): boolean {
  return !/^[a-z]$/.test(press.key) || !event.shiftKey;
}

function codeOf(letter: string): string {
  return `Key${letter.toUpperCase()}`;
}

/** A press that the focused element has a use for itself: text for a field, Enter for a button. */
export function belongsToTarget(press: Press, target: EventTarget | null): boolean {
  if (press.ctrl || press.alt || !(target instanceof Element)) return false;
  if (press.key === 'enter') return isTypingPlace(target) || target.closest(PRESSABLE) !== null;
  return (press.key.length === 1 || press.key.startsWith('arrow')) && isTypingPlace(target);
}

const PRESSABLE =
  'a, button, summary, [role="button"], [role="link"], [role="menuitem"], [role="option"], [role="tab"]';
const NOT_TYPED_IN = new Set(['checkbox', 'radio', 'button', 'submit', 'range', 'file', 'color']);

/** Where typing goes into the page and not to the keys. */
export function isTypingPlace(target: Element): boolean {
  const field = target.closest('[contenteditable=""], [contenteditable="true"], textarea, select, [role="menu"]');
  if (field) return true;
  const input = target.closest('input');
  if (input) return !NOT_TYPED_IN.has(input.type);
  return target.closest('[role="textbox"], [role="combobox"], [role="searchbox"]') !== null;
}

const NAMES: Record<string, string> = {
  escape: 'Esc',
  enter: 'Enter',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
};

/** As the sheet shows it: `['Ctrl', 'K']`; a sequence has its parts one after the other with `depois`. */
export function keyCaps(written: string): string[][] {
  return parseKeys(written).map((press) => {
    const name = NAMES[press.key] ?? press.key.toUpperCase();
    return [...(press.ctrl ? ['Ctrl'] : []), ...(press.alt ? ['Alt'] : []), ...(press.shift ? ['Shift'] : []), name];
  });
}

/** In one line: `Ctrl+K`, `G A`. */
export function keyText(written: string): string {
  return keyCaps(written)
    .map((caps) => caps.join('+'))
    .join(' ');
}

/** For `aria-keyshortcuts`; sequences have no notation there. */
export function ariaKeys(keys: readonly string[]): string | undefined {
  const single = keys.filter((written) => !written.includes(' '));
  if (single.length === 0) return undefined;
  return single.map((written) => written.replace('Ctrl', 'Control')).join(' ');
}
