/** Where the window was, so that it is there again. A place that no screen shows any more is forgotten. */
import type { Rectangle } from 'electron';
import { z } from 'zod';
import { readIfThere, replaceFile } from '../durable-file.ts';

const stateSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }).nullable(),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof stateSchema>;

export const MIN_SIZE = { width: 960, height: 640 };
const FIRST_SIZE = { width: 1280, height: 860 };
/** So much of the title bar must be within reach of the mouse, in pixels. */
const VISIBLE = 100;

/** @returns what was kept; the first state when nothing is, or it cannot be read: a place on the screen is no loss */
export async function readWindowState(path: string): Promise<WindowState> {
  try {
    return stateSchema.parse(JSON.parse((await readIfThere(path)) ?? ''));
  } catch {
    return { bounds: null, maximized: false };
  }
}

export async function writeWindowState(path: string, state: WindowState): Promise<void> {
  await replaceFile(path, `${JSON.stringify(state)}\n`);
}

/**
 * Size and place for the window.
 * @param workAreas of the screens there are now
 */
export function placeWindow(state: WindowState, workAreas: readonly Rectangle[]): Partial<Rectangle> {
  const { bounds } = state;
  if (!bounds) return FIRST_SIZE;
  const area = workAreas.find((candidate) => reachable(bounds, candidate));
  if (!area) return FIRST_SIZE;
  const width = Math.max(MIN_SIZE.width, Math.min(bounds.width, area.width));
  const height = Math.max(MIN_SIZE.height, Math.min(bounds.height, area.height));
  return { ...bounds, width, height };
}

function reachable(bounds: Rectangle, area: Rectangle): boolean {
  const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const titleInside = bounds.y >= area.y && bounds.y + VISIBLE <= area.y + area.height;
  return across >= VISIBLE && titleInside;
}
