import { describe, expect, it } from 'vitest';
import { readHostMessage } from '#renderer/bridge/host-messages.ts';

const port = new MessageChannel().port1;

describe('messages of the host', () => {
  it('reads a port and an event', () => {
    expect(readHostMessage({ data: { kind: 'prumo-port' }, ports: [port] })).toEqual({ kind: 'port', port });
    expect(readHostMessage({ data: { kind: 'prumo-event', event: 'new-call' }, ports: [] })).toEqual({
      kind: 'event',
      event: 'new-call',
    });
  });

  it('hears nothing else', () => {
    for (const data of [null, 'new-call', 7, {}, { kind: 'prumo-event', event: 'format-disk' }, { kind: 'prumo-port' }])
      expect(readHostMessage({ data, ports: [] })).toBeNull();
  });
});
