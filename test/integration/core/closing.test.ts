import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatProtocol } from '#shared/domain/protocol/protocol-number.ts';
import {
  type Call,
  openCall,
  registerCustomer,
  toClosing,
  toOccurrence,
  toSolution,
  typical,
} from '#test/support/call.ts';
import { done, now, refused, type StationUnderTest, startStation } from '#test/support/station-client.ts';

let station: StationUnderTest;
let call: Call;
beforeEach(async () => {
  station = await startStation();
  call = await openCall(station.client);
  await call.identify(await registerCustomer(station.client));
});
afterEach(() => station.close());

const types = Object.entries(typical.closing) as [string, Record<string, string>][];
const plan = { 'plano-janela': 'Sábado', 'plano-risco': 'Parada', 'plano-volta': 'Servidor antigo' };

describe('closing', () => {
  it.each(types)(
    '[S1.9] a ticket of type %s is closed only with the data that its text asks for',
    async (type, data) => {
      await call.walk([
        ...toOccurrence,
        ['registrada', { ...typical.ocorrencia, tipo: type }],
        ['solucao-imediata', type === 'mudanca' ? { ...typical.analise, ...plan } : typical.analise],
        ['resolvido', typical.solucao],
      ]);
      expect(await call.refusedExit('encerrar')).toContain('S1.9 field-missing');
      for (const missing of Object.keys(data)) {
        const codes = await call.refusedExit('encerrar', { encerramento: { ...data, [missing]: '  ' } });
        expect(codes.filter((code) => code.startsWith('S1.9'))).not.toEqual([]);
      }
      await call.leave('encerrar', { encerramento: data });
      const ticket = await call.ticket();
      expect(ticket).toMatchObject({
        status: 'closed',
        closing: { cannedText: `encerramento-${type}`, by: { id: station.agentId } },
      });
      for (const given of Object.values(data)) expect(ticket.closing?.text).toContain(given);
      expect(ticket.closing?.text).toContain(formatProtocol(ticket.protocol));
      expect(ticket.closing?.text).not.toMatch(/\{[{?]/);
    },
  );

  it('[S1.2] an unclassified ticket is not closed, and the refusal says what is missing', async () => {
    const skip = { ticketId: call.ticketId, draft: null, reasonId: 'nao-se-aplica', text: '' };
    for (let step = 0; step < 6; step++) await done(station.client.attendance.skip(skip));
    expect(await call.step()).toBe('finalizacao');
    const codes = await call.refusedExit('encerrar', { encerramento: typical.closing.incidente });
    expect(codes).toContain('S5.11 field-missing');
    expect(codes).toContain('S1.9 closing-incomplete');
    expect((await call.ticket()).status).toBe('in-progress');

    const classified = { assunto: 'Nota', tipo: 'incidente', categoria: 'fiscal', prioridade: 'baixa' };
    await call.leave('encerrar', { ...classified, encerramento: typical.closing.incidente });
    expect(await call.ticket()).toMatchObject({ status: 'closed', type: 'incidente', subject: 'Nota' });
  });

  it('[S1.2] an emptied classification is asked for again before the call goes on', async () => {
    await call.walk(toClosing);
    await call.save('ocorrencia', { categoria: '' });
    expect((await call.ticket()).category).toBeNull();
    const codes = await call.refusedExit('encerrar', { encerramento: typical.closing.incidente });
    expect(codes).toEqual(['S5.11 field-missing']);
    await call.leave('encerrar', { categoria: 'fiscal' });
    expect(await call.ticket()).toMatchObject({ status: 'closed', category: 'fiscal' });
  });

  it('[S5.11] kept open only with what lacks; then nobody attends it and it is found among the open ones', async () => {
    await call.walk(toClosing);
    expect(await call.refusedExit('manter-aberto')).toEqual(['S5.11 exit-closed']);
    await call.leave('manter-aberto', { pendencia: 'Aguardar arquivo' });
    expect(await now(station.client.attendance.watch())).toEqual([]);
    const page = await station.client.tickets.page({ filters: { status: ['open'] }, after: null, limit: 10 });
    expect(page.rows.map(({ id }) => id)).toEqual([call.ticketId]);
    expect((await call.ticket()).attendance).toMatchObject({ status: 'ended', stepId: null });
  });
});

describe('public text', () => {
  const rude = 'O usuário é um idiota e o sistema deu pau';

  it('[S5.4] with a blocked word does not leave the step, and what was typed is saved all the same', async () => {
    await call.walk(toOccurrence);
    const answers = { ...typical.ocorrencia, descricao: rude };
    const draft = { stepId: 'ocorrencia', answers, notes: 'nota técnica: idiota' };
    const answer = await station.client.attendance.exit({ ticketId: call.ticketId, exitId: 'registrada', draft });
    expect(answer).toMatchObject({
      ok: false,
      refusals: expect.arrayContaining([
        expect.objectContaining({ rule: 'S5.4', code: 'public-text-blocked', field: 'ocorrencia.descricao' }),
      ]),
    });
    const saved = (await call.ticket()).attendance;
    expect(saved).toMatchObject({ stepId: 'ocorrencia', notes: { ocorrencia: 'nota técnica: idiota' } });
    expect(saved?.answers.ocorrencia).toMatchObject(answers);
    await call.leave('registrada', { descricao: 'O sistema apresentou erro.' });
  });

  it('[S5.4] holds for the solution, the closing data and public reports alike', async () => {
    await call.walk(toSolution);
    expect(await call.refusedExit('resolvido', { ...typical.solucao, solucao: rude })).toContain(
      'S5.4 public-text-blocked',
    );
    await call.leave('resolvido', typical.solucao);
    const encerramento = { ...typical.closing.incidente, causa: rude };
    expect(await call.refusedExit('encerrar', { encerramento })).toContain('S5.4 public-text-blocked');
    const report = { ticketId: call.ticketId, text: rude };
    expect(await refused(station.client.tickets.report({ ...report, visibility: 'public' }))).toContain(
      'S5.4 public-text-blocked',
    );
    await done(station.client.tickets.report({ ...report, visibility: 'private' }));
    expect(await refused(station.client.tickets.report({ ...report, text: ' \n ', visibility: 'private' }))).toEqual([
      'report-empty',
    ]);
  });
});
