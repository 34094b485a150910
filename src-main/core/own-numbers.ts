import { readSetting } from '../store/local-settings.ts';
import type { Core } from './core.ts';

/** Under which this station writes, or wrote before it was enrolled. */
export function ownNumbers({ store, stationNumber }: Pick<Core, 'store' | 'stationNumber'>): Set<string> {
  return new Set([stationNumber, ...(readSetting(store.file, 'formerNumbers') ?? [])].map(String));
}
