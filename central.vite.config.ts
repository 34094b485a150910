/** The pages of the centre: `out/central`, served by src-server/pages. `PRUMO_OUT` as for the other bundles. */
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

export default defineConfig({
  root: join(root, 'src-renderer', 'central'),
  base: '/',
  resolve: {
    alias: [
      { find: /^#shared\//, replacement: `${join(root, 'src-shared')}/` },
      { find: /^#renderer\//, replacement: `${join(root, 'src-renderer')}/` },
    ],
  },
  // Matches `NONCE_PLACEHOLDER` of src-server/pages: each answer puts its own there.
  html: { cspNonce: '__CSP_NONCE__' },
  plugins: [react()],
  build: {
    outDir: resolve(root, process.env.PRUMO_OUT ?? 'out', 'central'),
    emptyOutDir: true,
    target: ['chrome120', 'firefox128', 'safari17'],
    sourcemap: true,
    // Fonts stay files: a `data:` font would need a hole in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_500,
  },
});
