/**
 * A window's page and its sandboxed preload, as far as messages go: the built preload runs in a context of its own
 * with the few globals it has, and the page's side is reached as the renderer's bridge reaches it.
 */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import type { MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '#shared/contract/contract.ts';
import { ipcMain, type StandInWindow } from './electron.ts';

const ORIGIN = 'app://prumo';

interface PageMessage {
  data: unknown;
  origin: string;
  source: unknown;
  ports: readonly MessagePort[];
}

export interface StandInPage {
  /** Says something to the page's own window, as the page would. */
  say(data: unknown): void;
  /** What was said to the page's window, the page's own words included. */
  heard: unknown[];
  /** Asks for a port as the bridge does. @returns the contract over it */
  connect(): Promise<ContractRouterClient<Contract>>;
  /** Everything that the preload put into the page's world. */
  exposed: string[];
}

/** Loads the preload for a window that the host made. @param frame the frame its messages come from */
export function openPage(
  window: StandInWindow,
  preload: string,
  frame: { url: string } | null = window.webContents.mainFrame,
): StandInPage {
  const renderer = new EventEmitter();
  const listeners: ((message: PageMessage) => void)[] = [];
  const heard: unknown[] = [];
  const exposed: string[] = [];

  const world: Record<string, unknown> = {
    location: { origin: ORIGIN },
    addEventListener: (_type: string, listener: (message: PageMessage) => void) => listeners.push(listener),
    postMessage: (data: unknown, origin: string, ports: readonly MessagePort[] = []) => {
      if (origin !== ORIGIN) return;
      heard.push(data);
      for (const listener of [...listeners]) listener({ data, origin, source: world, ports });
    },
  };
  world.window = world;
  const electron = {
    ipcRenderer: {
      postMessage: (channel: string, message: unknown) =>
        ipcMain.emit(channel, { sender: window.webContents, senderFrame: frame }, message),
      on: (channel: string, listener: (...args: unknown[]) => void) => renderer.on(channel, listener),
    },
    contextBridge: { exposeInMainWorld: (name: string) => exposed.push(name) },
  };
  window.webContents.on('stand-in-sent', ({ channel, args, ports }) => renderer.emit(channel, { ports }, ...args));
  const before = new Set(Object.keys(world));
  const context = createContext({
    ...world,
    window: world,
    require: (name: string) => {
      if (name !== 'electron') throw new Error(`a sandboxed preload cannot load ${name}`);
      return electron;
    },
    module: { exports: {} },
    exports: {},
  });
  runInContext(readFileSync(preload, 'utf8'), context, { filename: preload });
  exposed.push(...Object.keys(world).filter((name) => !before.has(name)));

  return {
    heard,
    exposed,
    say: (data) => (world.postMessage as (data: unknown, origin: string) => void)(data, ORIGIN),
    connect() {
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('no port came')), 3_000);
        listeners.push(({ data, ports }) => {
          const [port] = ports;
          if ((data as { kind?: string }).kind !== 'prumo-port' || !port) return;
          clearTimeout(late);
          port.start();
          resolve(createORPCClient(new RPCLink({ port: port as unknown as globalThis.MessagePort })));
        });
        this.say({ kind: 'prumo-ready' });
      });
    },
  };
}
