import { describe, expect, it } from 'vitest';
import { createOrderedWriter } from '#renderer/drafts/ordered-writer.ts';

/** A writer whose writes end when told to. */
function slowWriter() {
  const begun: { key: string; change: string; end: PromiseWithResolvers<void> }[] = [];
  const writer = createOrderedWriter<string>((key, change) => {
    const end = Promise.withResolvers<void>();
    begun.push({ key, change, end });
    return end.promise;
  });
  return { writer, begun, changes: () => begun.map(({ key, change }) => `${key}=${change}`) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('ordered writer', () => {
  it('begins the first write at once and keeps only the newest that waits', async () => {
    const { writer, begun, changes } = slowWriter();
    const all = ['1', '2', '3', '4'].map((change) => writer.put('a', change));
    expect(changes()).toEqual(['a=1']);
    begun[0]?.end.resolve();
    await turn();
    expect(changes()).toEqual(['a=1', 'a=4']);
    begun[1]?.end.resolve();
    await Promise.all(all);
  });

  it('does not let one key wait for another', () => {
    const { writer, changes } = slowWriter();
    void writer.put('a', '1');
    void writer.put('b', '1');
    expect(changes()).toEqual(['a=1', 'b=1']);
  });

  it('says that a write failed and goes on with the next', async () => {
    const { writer, begun, changes } = slowWriter();
    const first = writer.put('a', '1');
    const second = writer.put('a', '2');
    begun[0]?.end.reject(new Error('disk full'));
    await expect(first).rejects.toThrow('disk full');
    await turn();
    expect(changes()).toEqual(['a=1', 'a=2']);
    begun[1]?.end.resolve();
    await second;
  });

  it('flushes once everything is written, and fails when the last write did', async () => {
    const { writer, begun } = slowWriter();
    writer.put('a', '1').catch(() => {});
    const failed = writer.put('a', '2');
    failed.catch(() => {});
    let flushed = false;
    const flush = writer.flush().then(() => {
      flushed = true;
    });
    begun[0]?.end.resolve();
    await turn();
    expect(flushed).toBe(false);
    begun[1]?.end.reject(new Error('disk full'));
    await expect(flush).rejects.toThrow('disk full');
  });

  it('has nothing to wait for when nothing was put', async () => {
    await slowWriter().writer.flush();
    await slowWriter().writer.settled('a');
  });
});
