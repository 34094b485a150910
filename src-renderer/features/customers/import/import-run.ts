import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { ColumnMapping, ImportPreview } from '#shared/domain/customer/import/import-types.ts';
import type { Refusal } from '#shared/domain/refusal.ts';

/*
 * Where the import of a file stands in this window. It outlives the screen (one may work elsewhere while it
 * runs) and a reload (the station has the file by then); the file itself cannot be kept, so a reload while it
 * is still being read begins anew.
 *
 *     none ──file──► reading ──read──► mapping ──start──► running ──► (the station says how it ended)
 *       ▲               │                 │                  │
 *       └── cancel ─────┴─────────────────┴──── another file ┘
 */

export type ImportStage = 'none' | 'reading' | 'mapping' | 'running';

export interface ImportRun {
  stage: ImportStage;
  importId: string | null;
  fileName: string;
  /** Size of the file. */
  bytes: number;
  /** Of it, handed to the station. */
  sent: number;
  preview: ImportPreview | null;
  mapping: ColumnMapping | null;
  /** Columns by name as they stood in the file, for the lines to correct; empty for a file without header. */
  headers: string[];
  refusals: readonly Refusal[];
}

export const NO_RUN: ImportRun = {
  stage: 'none',
  importId: null,
  fileName: '',
  bytes: 0,
  sent: 0,
  preview: null,
  mapping: null,
  headers: [],
  refusals: [],
};

/** The window's import. Holds no customer: headers and sample rows are left out of what is kept for a reload. */
export const useImportRun = create<ImportRun>()(
  persist(() => NO_RUN, {
    name: 'prumo-import',
    storage: createJSONStorage(() => sessionStorage),
    partialize: ({ stage, importId, fileName, bytes, headers }) =>
      stage === 'running' ? { stage, importId, fileName, bytes, headers } : {},
  }),
);
