import type { TicketRow } from '#shared/contract/views.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';
import { searchWords } from '#shared/domain/text/fold-accents.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import {
  BROUGHT_IN_DAYS,
  type BringInReply,
  type BringInRequest,
  type SearchReply,
  type SearchRequest,
} from '#shared/sync/older-tickets.ts';
import type { Queryable } from '../postgres/database.ts';
import { settlePlaces } from './ageing.ts';
import { type Answer, denied, given } from './answer.ts';
import { type CentreContext, nowIso } from './context.ts';
import { hasDuty, type Packs } from './packs.ts';
import type { StationAccess } from './station-access.ts';

const MOST_WORDS = 12;

/** What an agent may look up at the centre: all of their unit and what is theirs; who leads or administers, everything. */
interface Reach {
  everything: boolean;
  unitId: string;
  staffId: string;
}

async function reachOf(
  db: Queryable,
  packs: Packs,
  { station, staffId }: { station: StationAccess; staffId: string },
): Promise<Answer<Reach>> {
  const { rows } = await db.query<{ unit_id: string; body: string }>(
    `SELECT a.unit_id, d.body FROM account a JOIN document d ON d.collection = 'staff' AND d.id = a.staff_id::text AND d.body IS NOT NULL
     WHERE a.staff_id = $1 AND a.deactivated_at IS NULL`,
    [staffId],
  );
  const [row] = rows;
  if (!row || !station.staffIds.includes(staffId))
    return denied(403, {
      code: 'agent-not-here',
      message: 'Quem pergunta não entrou nesta estação com a conta da central.',
      way: 'Saia e entre de novo com a rede ligada.',
    });
  const { role } = JSON.parse(row.body) as Staff;
  const pack = await packs.inForce(db);
  const everything = hasDuty(pack, role, 'tech-lead', 'management-support', 'administration');
  return given({ everything, unitId: row.unit_id, staffId });
}

/** Of a ticket `t`: its unit is that of its last move, else that of its birth. */
const WITHIN_REACH = `($1::boolean OR coalesce(t.head::json -> 'ticket' ->> 'unit', t.birth_unit::text) = $2::text
  OR EXISTS (SELECT FROM ticket_scope s WHERE s.ticket_id = t.id AND s.scope = 'a:' || $3::text))`;

/** Looks for tickets by protocol, customer and anything written in them, the newest first. */
export async function searchTickets(
  { db, ...context }: CentreContext,
  packs: Packs,
  { station, request }: { station: StationAccess; request: SearchRequest },
): Promise<Answer<SearchReply>> {
  const reach = await reachOf(db, packs, { station, staffId: request.staffId });
  if (!reach.ok) return reach;
  const { everything, unitId, staffId } = reach.value;
  const digits = request.text.replace(/[\s.-]/g, '');
  const words = searchWords(request.text).slice(0, MOST_WORDS);
  const byProtocol = /^\d{4,40}$/.test(digits);
  const condition = byProtocol ? `t.protocol LIKE $4 || '%'` : `t.words @@ to_tsquery('simple', $4)`;
  if (!byProtocol && words.length === 0) return given({ tickets: [], at: nowIso(context) });
  const asked = byProtocol ? digits : words.map((word) => `${word.slice(0, 40)}:*`).join(' & ');
  const { rows } = await db.query<{ head: string }>(
    `SELECT t.head FROM ticket t WHERE ${condition} AND ${WITHIN_REACH} ORDER BY t.number DESC LIMIT $5`,
    [everything, unitId, staffId, asked, request.limit],
  );
  const tickets = rows.map(({ head }) => rowOf((JSON.parse(head) as { ticket: Ticket }).ticket));
  return given({ tickets, at: nowIso(context) });
}

function rowOf(ticket: Ticket): TicketRow {
  return {
    id: ticket.id,
    protocol: ticket.protocol,
    status: ticket.status,
    openedAt: ticket.openedAt,
    lastEntryAt: ticket.lastEntryAt,
    subject: ticket.subject,
    customerId: ticket.customer?.id ?? null,
    customerName: ticket.customer?.name ?? '',
    customerCode: ticket.customer?.code ?? '',
    type: ticket.type,
    category: ticket.category,
    priority: ticket.priority,
    board: ticket.board,
    assigneeId: ticket.assignee?.id ?? null,
    assigneeName: ticket.assignee?.name ?? '',
    attendance: ticket.attendance?.status ?? null,
  };
}

/** Puts a ticket into an agent's own feed, with its whole journal. */
export async function bringIn(
  context: CentreContext,
  packs: Packs,
  { station, request }: { station: StationAccess; request: BringInRequest },
): Promise<Answer<BringInReply>> {
  const { staffId, ticketId } = request;
  return context.db.transaction(async (tx) => {
    const reach = await reachOf(tx, packs, { station, staffId });
    if (!reach.ok) return reach;
    await tx.query('SELECT FROM ticket WHERE id = $1 FOR UPDATE', [ticketId]);
    const { rowCount } = await tx.query(`SELECT FROM ticket t WHERE t.id = $4 AND ${WITHIN_REACH}`, [
      reach.value.everything,
      reach.value.unitId,
      staffId,
      ticketId,
    ]);
    if (rowCount === 0)
      return denied(404, {
        code: 'ticket-unknown',
        message: 'A central não tem este protocolo, ou ele não é desta unidade.',
      });
    const until = new Date(context.clock() + BROUGHT_IN_DAYS * 86_400_000);
    await tx.query(
      `INSERT INTO bring_in (ticket_id, staff_id, until) VALUES ($1, $2, $3)
       ON CONFLICT (ticket_id, staff_id) DO UPDATE SET until = excluded.until`,
      [ticketId, staffId, until],
    );
    await settlePlaces(tx, [ticketId]);
    return given<BringInReply>({ scope: `a:${staffId}`, at: nowIso(context) });
  });
}
