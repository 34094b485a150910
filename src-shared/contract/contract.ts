import { attachmentsContract } from './attachments.ts';
import { attendanceContract } from './attendance.ts';
import { customersContract } from './customers.ts';
import { packsContract, shiftContract, workOrdersContract } from './desk.ts';
import { recoveryContract } from './recovery.ts';
import { serviceContract } from './service.ts';
import { stationContract } from './station.ts';
import { syncContract } from './sync.ts';
import { searchContract, ticketsContract } from './tickets.ts';

/**
 * Between the station's core and its screens. Commands answer `Result` (a refusal is data and names its
 * rule); queries answer a page; live views keep answering while the store changes.
 */
export const contract = {
  station: stationContract,
  attendance: attendanceContract,
  tickets: ticketsContract,
  service: serviceContract,
  attachments: attachmentsContract,
  search: searchContract,
  customers: customersContract,
  shift: shiftContract,
  workOrders: workOrdersContract,
  packs: packsContract,
  recovery: recoveryContract,
  sync: syncContract,
};

export type Contract = typeof contract;
