/** Tickets that a colleague of the head office wrote, put into a house's centre as a station of theirs would. */
import { faker } from '@faker-js/faker/locale/pt_BR';
import { ageOnce } from '#server/centre/ageing.ts';
import { draft } from '#shared/domain/ticket/draft.ts';
import type { CustomerRef, Entry } from '#shared/domain/ticket/entry.ts';
import { patch } from '#shared/domain/ticket/registers.ts';
import { PUSH_ROWS } from '#shared/sync/messages.ts';
import { addTestStation } from '#test/support/centre-process.ts';
import { entryRows, TestAuthor } from '#test/support/sync-entries.ts';
import type { House } from './centre.ts';

const SUBJECTS = [
  'Nota fiscal rejeitada na transmissão',
  'Impressora não imprime etiquetas',
  'Relatório de vendas sai em branco',
  'Usuário bloqueado após tentativas de senha',
  'Boleto com vencimento trocado',
  'Sistema lento ao abrir o caixa',
  'Cadastro de cliente duplicado',
  'Backup não terminou à noite',
];

export interface Furnish {
  tickets: number;
  /** Reports in each. */
  reports?: number;
  /** Of all of them; else each has its own. */
  subject?: string;
  customerName?: string;
  /** The centre takes them for closed longer ago than stations hold tickets. */
  old?: boolean;
}

/** @returns the tickets' ids, the oldest first */
export async function furnish(
  house: House,
  { tickets, reports = 1, subject, customerName, old = false }: Furnish,
): Promise<string[]> {
  const { centre, db } = house.at;
  const bia = house.staff['Bia Costa']!;
  const { rows: units } = await db.query<{ unit_id: string }>('SELECT unit_id FROM account WHERE staff_id = $1', [bia]);
  const station = await addTestStation(centre, { unitId: units[0]!.unit_id, staffIds: [bia] });
  const author = new TestAuthor(station.stationNumber, { id: bia, name: 'Bia Costa' }, house.clock);
  faker.seed(7);
  const made: string[] = [];
  let rows: Entry[] = [];
  const push = async () => {
    const access = await station.access();
    const reply = await centre.push(access, { epoch: station.epoch, rows: entryRows(rows) });
    if (!reply.ok) throw new Error(reply.refusals[0]!.message);
    const bad = reply.value.results.find(({ outcome }) => outcome !== 'accepted');
    if (bad) throw new Error(JSON.stringify(bad));
    rows = [];
  };
  for (let index = 0; index < tickets; index++) {
    const opened = author.open();
    const { ticketId } = opened[0]!;
    const customer: CustomerRef = {
      id: ticketId,
      code: String(2000 + index),
      name: customerName ?? faker.company.name(),
      kind: 'pj',
      document: null,
    };
    const written = [
      ...opened,
      ...author.write([
        draft(ticketId, 'customer-identified', { data: { customer, registered: false }, patch: patch({ customer }) }),
      ]),
      author.set(ticketId, { subject: subject ?? faker.helpers.arrayElement(SUBJECTS) }),
      ...Array.from({ length: reports }, () => author.report(ticketId, faker.lorem.sentence())),
    ];
    if (rows.length + written.length > PUSH_ROWS) await push();
    rows.push(...written);
    made.push(ticketId);
  }
  await push();
  if (!old) return made;
  await db.query(`UPDATE ticket SET open = false, closed_at = $2 WHERE id = ANY($1)`, [
    made,
    new Date(house.clock() - 120 * 86_400_000),
  ]);
  const aged = await ageOnce(centre.context);
  if (aged !== tickets) throw new Error(`${aged} of ${tickets} tickets are old`);
  return made;
}
