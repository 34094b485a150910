import type { StreamEvent } from '#shared/sync/messages.ts';

/** One event, made into bytes once for everybody who gets it. */
export interface StreamMessage {
  kind: StreamEvent['kind'];
  /** JSON of the event without its kind. */
  data: string;
  /** As a server-sent event. */
  bytes: Buffer;
}

export function message(kind: StreamEvent['kind'], data: string): StreamMessage {
  return { kind, data, bytes: Buffer.from(`event: ${kind}\ndata: ${data}\n\n`) };
}

export function messageOf({ kind, ...rest }: StreamEvent): StreamMessage {
  return message(kind, JSON.stringify(rest));
}

/** A comment: keeps proxies and the station from taking silence for the end. */
export const HEARTBEAT = Buffer.from(':\n\n');

/** Where a connection's events go. */
export interface StreamSink {
  send(message: StreamMessage): void;
  beat(): void;
  /** Bytes that were handed over and have not left yet. */
  waiting(): number;
  end(): void;
}
