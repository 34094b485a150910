import { describe, expect, it } from 'vitest';
import { parseKeys } from '#renderer/ui/keys/key-press.ts';
import { exitKey, KEY_GROUPS, KEY_TABLE, type KeyEntry } from '#renderer/ui/keys/key-table.ts';

const table: readonly KeyEntry[] = KEY_TABLE;

describe('key table', () => {
  it('names each id once', () => {
    expect(new Set(table.map(({ id }) => id)).size).toBe(table.length);
  });

  it('gives no key two meanings on one screen: only a step and a ticket never stand side by side', () => {
    const apart = new Set(['step', 'ticket']);
    const rows = table.flatMap(({ keys, group }) => keys.map((key) => ({ key: key.toLowerCase(), group })));
    const clashes = rows.filter((row, index) =>
      rows.some(
        (other, at) =>
          at !== index &&
          other.key === row.key &&
          !(other.group !== row.group && apart.has(row.group) && apart.has(other.group)),
      ),
    );
    expect(clashes).toEqual([]);
  });

  it('lets no sequence begin with a key that has a meaning of its own', () => {
    const single = new Set(table.flatMap(({ keys }) => keys.filter((key) => !key.includes(' '))));
    const first = table.flatMap(({ keys }) => keys.filter((key) => key.includes(' ')).map((key) => key.split(' ')[0]!));
    expect(first.filter((key) => single.has(key))).toEqual([]);
  });

  it('can read every key it writes and has a name for every group', () => {
    for (const { keys, group, label } of table) {
      for (const written of keys) for (const press of parseKeys(written)) expect(press.key).not.toBe('');
      expect(KEY_GROUPS[group]).toBeDefined();
      expect(label).toMatch(/^\p{Lu}/u);
    }
  });

  it('has keys for nine exits', () => {
    expect([1, 9, 10, 0].map(exitKey)).toEqual(['step.exit.1', 'step.exit.9', null, null]);
  });
});
