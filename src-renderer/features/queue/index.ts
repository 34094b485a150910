import type { Feature } from '../../ui/screen-types.ts';
import { QueueScreen } from './queue-screen.tsx';

/** What was written here and is not on the centre yet, or was refused there. */
export const queueFeature: Feature = { screens: { queue: QueueScreen } };
