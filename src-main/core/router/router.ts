import { attachmentsRouter } from './attachment-router.ts';
import { anybody, type RouterParts } from './base.ts';
import { customersRouter, packsRouter, shiftRouter, workOrdersRouter } from './desk-router.ts';
import { recoveryRouter } from './recovery-router.ts';
import { serviceRouter } from './service-router.ts';
import { stationRouter } from './station-router.ts';
import { syncRouter } from './sync-router.ts';
import { attendanceRouter, searchRouter, ticketsRouter } from './ticket-router.ts';

/** The whole contract, implemented on the station's desks. */
export function makeRouter(parts: RouterParts) {
  return anybody.router({
    station: stationRouter(parts),
    attendance: attendanceRouter(parts),
    tickets: ticketsRouter(parts),
    service: serviceRouter(parts),
    attachments: attachmentsRouter(parts),
    search: searchRouter(parts),
    customers: customersRouter(parts),
    shift: shiftRouter(parts),
    workOrders: workOrdersRouter(parts),
    packs: packsRouter(parts),
    recovery: recoveryRouter(parts),
    sync: syncRouter(parts),
  });
}

export type StationRouter = ReturnType<typeof makeRouter>;
