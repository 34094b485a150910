import { first } from './001-first.ts';
import { administration } from './002-administration.ts';
import { attachments } from './003-attachments.ts';
import { cluster } from './004-cluster.ts';
import { documentForks } from './005-document-forks.ts';
import type { Migration } from './migration.ts';

/** In order; the first is number 1. Released ones never change. */
export const migrations: readonly Migration[] = [first, administration, attachments, cluster, documentForks];
