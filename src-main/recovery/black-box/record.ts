/** What a frame of the black box holds, as JSON. */
export type BoxRecord = DocumentsRecord | LocalRecord | VoidRecord;

/** Documents that a write put into one collection, as they are after it. */
export interface DocumentsRecord {
  type: 'documents';
  /** ISO instant of the station's clock, for people. */
  at: string;
  collection: string;
  /** The version of the collection's schema. */
  schema: number;
  /** Without RxDB's own fields but `_deleted`, which is there when true. */
  documents: BoxedDocument[];
}

export type BoxedDocument = { id: string; _deleted?: true } & Record<string, unknown>;

/** What belongs to this station alone, whole (store/local-settings.ts, sync/leases.ts): the last one counts. */
export interface LocalRecord {
  type: 'local';
  at: string;
  /** Name and JSON text of each setting. */
  settings: [name: string, value: string][];
  /** Agent and password hash. */
  credentials: [agentId: string, hash: string][];
  /** Until when each agent signs in with no network, and what renews it; older versions wrote none. */
  leases?: [agentId: string, until: string, refresh: string][];
}

/** The frame with that counter was refused to the person who asked for it: it must never be put back. */
export interface VoidRecord {
  type: 'void';
  at: string;
  counter: number;
}

export function encodeRecord({ type, ...rest }: BoxRecord): Buffer {
  return Buffer.from(JSON.stringify({ type, ...rest }), 'utf8');
}

const VOID = Buffer.from('{"type":"void"');

/** Told without reading the whole record. */
export function isVoid(body: Buffer): boolean {
  return body.subarray(0, VOID.length).equals(VOID);
}

/** `null` for what this version does not know. */
export function decodeRecord(body: Buffer): BoxRecord | null {
  const record = JSON.parse(body.toString('utf8')) as BoxRecord;
  return record.type === 'documents' || record.type === 'local' || record.type === 'void' ? record : null;
}
