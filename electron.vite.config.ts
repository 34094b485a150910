/**
 * How the three bundles are made. `PRUMO_OUT` puts them elsewhere than `out/` (several builds side by side).
 *
 *   out/main/electron.js       the Electron host          ESM, Node of Electron 45
 *   out/main/browser.js        the browser host's program ESM, Node 24
 *   out/main/station.js        backups and recovery at the command line
 *   out/main/recovery-worker.js  the thread that reads and writes whole files
 *   out/preload/preload.cjs    one file of CommonJS: all that a sandboxed preload can load
 *   out/renderer/              the screens
 *
 * Everything is bundled but the native driver, which stays a package beside the bundles.
 */
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = import.meta.dirname;
const out = process.env.PRUMO_OUT ?? 'out';
/** Matches `NONCE_PLACEHOLDER` of the hosts: Vite writes it into the page, the host replaces it in each answer. */
const noncePlaceholder = '__CSP_NONCE__';
const native = ['better-sqlite3-multiple-ciphers'];

const alias = (['shared', 'main', 'renderer', 'test'] as const).map((room) => ({
  find: new RegExp(`^#${room}/`),
  replacement: `${join(root, room === 'test' ? room : `src-${room}`)}/`,
}));

/**
 * Pages have addresses of their own (`/chamados/…`), so their files are named from the root; electron-vite's preset
 * would name them relative to the page.
 */
const fromTheRoot: Plugin = {
  name: 'prumo:from-the-root',
  enforce: 'post',
  config: (config) => {
    config.base = '/';
  },
};

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      outDir: join(out, 'main'),
      target: 'node24',
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          electron: join(root, 'src-main/hosts/electron/main.ts'),
          browser: join(root, 'src-main/hosts/browser/main.ts'),
          station: join(root, 'src-main/hosts/command-line/main.ts'),
          'recovery-worker': join(root, 'src-main/recovery/aside/worker.ts'),
        },
        external: native,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: join(out, 'preload'),
      target: 'node24',
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: join(root, 'src-main/hosts/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: join(root, 'src-renderer'),
    resolve: { alias },
    html: { cspNonce: noncePlaceholder },
    plugins: [react(), fromTheRoot],
    build: {
      outDir: join(root, out, 'renderer'),
      emptyOutDir: true,
      target: 'chrome140',
      sourcemap: true,
      // Fonts and pictures stay files: a `data:` font would need a hole in the policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1_500,
      rolldownOptions: { input: join(root, 'src-renderer/index.html') },
    },
  },
});
