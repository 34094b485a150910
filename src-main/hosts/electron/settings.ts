/** `settings.json` of the profile: what a person may set for the Electron host by hand. */
import { z } from 'zod';
import type { Logger } from '../../log/logger.ts';
import { readIfThere } from '../durable-file.ts';

const settingsSchema = z.object({
  /** An Electron accelerator heard in every program; `null` switches it off. */
  newCallShortcut: z.string().min(1).max(60).nullable().default('CommandOrControl+Alt+L'),
});
export type ElectronSettings = z.infer<typeof settingsSchema>;

export async function readSettings(path: string, log: Logger): Promise<ElectronSettings> {
  const text = await readIfThere(path);
  try {
    return settingsSchema.parse(JSON.parse(text ?? '{}'));
  } catch {
    log.warn('settings.unreadable');
    process.stderr.write(`As configurações em ${path} não puderam ser lidas; valem as de fábrica.\n`);
    return settingsSchema.parse({});
  }
}
