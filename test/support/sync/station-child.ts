import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SyncPace } from '#main/sync/sync-session.ts';
import { makeEnrolCode } from '#server/centre/administration.ts';
import type { AttachmentView } from '#shared/contract/attachments.ts';
import type { SyncView } from '#shared/contract/sync.ts';
import type { Result } from '#shared/domain/refusal.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { Folded } from '#shared/domain/ticket/fold.ts';
import { TEST_PASSWORD, type TestCentre } from '../centre-process.ts';
import { QUICK, until } from './enrolled-station.ts';
import type { Fault } from './flaky-network.ts';

/** A station in a process of its own, that can be killed and started again on the same data. */
export class StationChild {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'prumo-child-'));
  readonly #pace: Partial<SyncPace>;
  #child: ChildProcess | null = null;
  #next = 1;
  readonly #waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  ahead = 0;

  constructor(pace: Partial<SyncPace> = {}) {
    this.#pace = { ...QUICK, ...pace };
  }

  async start(): Promise<this> {
    const program = new URL('./station-program.ts', import.meta.url).pathname;
    const child = fork(program, [this.dataDir, JSON.stringify(this.#pace), String(this.ahead)], {
      serialization: 'advanced',
      execArgv: [],
    });
    this.#child = child;
    child.on('error', () => {});
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`the station ended with ${code}`)));
    });
    child.on('message', ({ id, value, error }: { id: number; value?: never; error?: string }) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(value as never);
      else waiting?.reject(new Error(error));
    });
    child.once('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the station was killed'));
      this.#waiting.clear();
    });
    return this;
  }

  ask<T>(message: Record<string, unknown>): Promise<T> {
    const id = this.#next++;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as never, reject });
      this.#child!.send({ ...message, id }, (error) => {
        // Killed at this very moment.
        if (error) reject(error);
      });
    });
  }

  /** A command that must succeed. */
  async do<T>(group: string, name: string, input: unknown = null): Promise<T> {
    const result = await this.ask<Result<T>>({ kind: 'call', group, name, input });
    if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusals)}`);
    return result.value;
  }

  call<T>(group: string, name: string, input: unknown = null): Promise<T> {
    return this.ask<T>({ kind: 'call', group, name, input });
  }

  /** The present answer of a live view. */
  look<T>(group: string, name: string, input: unknown = null): Promise<T> {
    return this.ask<T>({ kind: 'look', group, name, input });
  }

  files(ticketId: string): Promise<AttachmentView[]> {
    return this.look('attachments', 'list', { ticketId });
  }

  view(): Promise<SyncView> {
    return this.look('sync', 'watch');
  }

  /** @returns its hash */
  attach(ticketId: string, file: { seed: string; size: number }): Promise<string> {
    return this.ask({ kind: 'attach', ticketId, ...file });
  }

  file(ticketId: string, sha256: string): Promise<Uint8Array> {
    return this.ask({ kind: 'file', ticketId, sha256 });
  }

  journal(ticketId: string): Promise<Entry[]> {
    return this.ask({ kind: 'journal', ticketId });
  }

  /** Every ticket's fold, by id. */
  heads(): Promise<{ id: string; folded: Folded }[]> {
    return this.ask({ kind: 'heads' });
  }

  sql<T>(sql: string, ...bound: (string | number)[]): Promise<T[]> {
    return this.ask({ kind: 'sql', sql, bound });
  }

  network(change: 'cut' | 'heal' | 'drop'): Promise<void> {
    return this.ask({ kind: 'network', change });
  }

  fault(route: string, fault: Fault): Promise<void> {
    return this.ask({ kind: 'fault', route, fault });
  }

  enter(agentId: string): Promise<boolean> {
    return this.ask({ kind: 'enter', agentId });
  }

  async enrol(test: TestCentre, { unitId, staffId }: { unitId: string; staffId: string }): Promise<void> {
    const code = await makeEnrolCode(test.centre.context, { unitId });
    if (!code.ok) throw new Error('no code');
    await this.do('sync', 'enrol', { address: test.origin, code: code.value.code, stationName: 'Balcão' });
    await this.settled();
    // On a machine with much else to do its answer may come too late for whoever waits at a screen.
    await until(
      async () =>
        (await this.call<Result<unknown>>('station', 'signIn', { agentId: staffId, password: TEST_PASSWORD })).ok,
    );
    await this.settled();
  }

  /** Online, everything sent, everything here. */
  async settled(): Promise<void> {
    await until(
      async () => {
        const { state, unsent, first } = await this.view();
        return state === 'online' && unsent === 0 && first === null;
      },
      async () =>
        JSON.stringify({
          ...(await this.view()),
          queue: await this.sql('SELECT collection, id, state, edits, sent IS NOT NULL AS sent FROM outbox'),
        }),
    );
  }

  /** As the power goes. */
  async kill(): Promise<void> {
    const child = this.#child!;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async dispose(): Promise<void> {
    if (this.#child && this.#child.exitCode === null && this.#child.signalCode === null) await this.kill();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
