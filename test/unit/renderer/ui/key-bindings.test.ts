import { beforeAll, describe, expect, it } from 'vitest';
import { createKeyBindings } from '#renderer/ui/keys/key-bindings.ts';

/* The bindings look at elements only through `closest`, so a stand-in is enough where there is no page. */
class FakeElement {
  readonly kind: string;
  readonly type = 'text';
  constructor(kind: string) {
    this.kind = kind;
  }
  closest(selector: string): FakeElement | null {
    return selector.split(/,\s*/).includes(this.kind) ? this : null;
  }
}

beforeAll(() => {
  globalThis.Element ??= FakeElement as unknown as typeof Element;
});

function setUp() {
  let time = 0;
  const bindings = createKeyBindings(() => time);
  const done: string[] = [];
  let prevented = 0;
  const press = (key: string, { on, ...rest }: { on?: string; ctrlKey?: boolean; altKey?: boolean } = {}) =>
    bindings.press({
      key,
      code: '',
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      shiftKey: false,
      ...rest,
      target: on ? (new FakeElement(on) as unknown as EventTarget) : null,
      preventDefault: () => {
        prevented += 1;
      },
    });
  return {
    bindings,
    done,
    press,
    wait: (milliseconds: number) => (time += milliseconds),
    prevented: () => prevented,
    does: (what: string) => () => void done.push(what),
  };
}

describe('key bindings', () => {
  it('lets the newest binding answer, and the one before again when it is gone', () => {
    const { bindings, done, press, does } = setUp();
    bindings.bind({ id: 'call.park', layer: 0, handler: does('old') });
    const unbind = bindings.bind({ id: 'call.park', layer: 0, handler: does('new') });
    press('F4');
    unbind();
    press('F4');
    expect(done).toEqual(['new', 'old']);
  });

  it('keeps single letters out of fields, and lets keys with Ctrl, Alt or F through', () => {
    const { bindings, done, press, does } = setUp();
    bindings.bind({ id: 'list.next', layer: 0, handler: does('j') });
    bindings.bind({ id: 'palette.open', layer: 0, handler: does('palette') });
    bindings.bind({ id: 'call.new', layer: 0, handler: does('call') });
    bindings.bind({ id: 'step.exit.1', layer: 0, handler: does('exit 1') });
    press('j', { on: 'textarea' });
    press('k', { on: 'textarea', ctrlKey: true });
    press('F2', { on: 'input' });
    press('1', { on: 'input', altKey: true });
    press('j');
    expect(done).toEqual(['palette', 'call', 'exit 1', 'j']);
  });

  it('leaves Enter to buttons and links', () => {
    const { bindings, done, press, does } = setUp();
    bindings.bind({ id: 'list.open', layer: 0, handler: does('open') });
    press('Enter', { on: 'button' });
    press('Enter', { on: 'a' });
    press('Enter');
    expect(done).toEqual(['open']);
  });

  it('takes g and then a letter, in time', () => {
    const { bindings, done, press, does, wait } = setUp();
    bindings.bind({ id: 'go.customers', layer: 0, handler: does('customers') });
    bindings.bind({ id: 'go.tickets', layer: 0, handler: does('tickets') });
    press('g');
    press('l');
    press('g');
    wait(2000);
    press('c');
    press('g');
    press('x');
    press('c');
    press('g');
    press('Shift');
    press('c');
    expect(done).toEqual(['customers', 'tickets']);
  });

  it('makes what lies beneath a dialog deaf, but for the keys that work everywhere', () => {
    const { bindings, done, press, does } = setUp();
    bindings.bind({ id: 'list.next', layer: 0, handler: does('list') });
    bindings.bind({ id: 'call.new', layer: 0, handler: does('call') });
    const close = bindings.openLayer(1);
    expect(bindings.bound()).toEqual(['call.new']);
    press('j');
    press('F2');
    close();
    press('j');
    expect(done).toEqual(['call', 'list']);
  });

  it('uses the event up only when something answered', () => {
    const { bindings, press, prevented } = setUp();
    press('F2');
    expect(prevented()).toBe(0);
    bindings.bind({ id: 'call.new', layer: 0, handler: () => false });
    press('F2');
    expect(prevented()).toBe(0);
    bindings.bind({ id: 'call.park', layer: 0, handler: () => undefined });
    press('F4');
    expect(prevented()).toBe(1);
  });

  it('runs an action by its id, as the button and the host do', () => {
    const { bindings, done, does } = setUp();
    expect(bindings.run('call.new')).toBe(false);
    bindings.bind({ id: 'call.new', layer: 0, handler: does('call') });
    expect(bindings.run('call.new')).toBe(true);
    expect(done).toEqual(['call']);
  });
});
