import type { Feature } from '../../ui/screen-types.ts';
import { TicketsScreen } from './tickets-screen.tsx';

export const ticketsFeature: Feature = { screens: { tickets: TicketsScreen, ticket: TicketsScreen } };
