import type { Staff } from '#shared/domain/staff/staff.ts';
import type { Core } from './core.ts';
import type { ShiftDesk } from './shift-desk.ts';
import type { StaffDesk } from './staff-desk.ts';
import type { TicketDesk } from './ticket-desk.ts';

export class SampleDesk {
  readonly #core: Core;
  constructor(core: Core, _desks: { tickets: TicketDesk; staff: StaffDesk; shifts: ShiftDesk }) {
    this.#core = core;
  }
  async setUp(): Promise<void> {}
  async fill(_actor: Staff): Promise<void> {
    this.#core.log.info('sample');
  }
}
