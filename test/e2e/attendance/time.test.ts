import { Desk } from '../pages/desk.ts';
import { expect, test } from '../support/desk.ts';
import { CUSTOMERS } from '../support/house.ts';
import { connected } from '../support/station.ts';
import { closedAs, solved, sureHow, takenInside, toAnalysis } from './walks.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.use({ startsAt: '2026-11-23T09:00:00-03:00' });

test.beforeEach(async ({ desk }) => {
  await desk.newCall();
  await desk.attendance.fields.findCustomer(CUSTOMERS.padaria.code, CUSTOMERS.padaria.name);
  await desk.attendance.walk(toAnalysis);
});

test('[S5.5] the analysis warns at 15 minutes and asks at 20; trying something else gives the time again', async ({
  desk,
  station,
}) => {
  const { attendance } = desk;
  const other = attendance.exit('Tentar outro procedimento');
  await expect(other).toContainText('Abre aos 15 minutos de análise');
  await station.passTime(15 * MINUTE);
  await desk.reload();
  await expect(attendance.step.getByText(/Já são 15 minutos de análise/)).toBeVisible();
  await station.passTime(5 * MINUTE);
  await desk.reload();
  await expect(attendance.step.getByText(/São 20 minutos de análise/)).toBeVisible();
  await attendance.take('analise', 'tentar-outro-procedimento');
  await expect(attendance.step.getByText(/São 20 minutos de análise/)).toBeHidden();
  await attendance.isAt('Análise');
  await expect(other).toHaveAttribute('aria-disabled', 'true');
});

test('[S5.5] [S5.7] internal analysis needs the urgency noted, and its deadline', async ({ desk }) => {
  const { attendance } = desk;
  const inside = attendance.exit('Pegar para análise interna');
  await expect(inside).toContainText('Anote antes a urgência do cliente');
  await attendance.fields.fill('analise', { urgencia: 'prazo' });
  await expect(inside).toHaveAttribute('aria-disabled', 'true');
  await attendance.fields.fill('analise', { prazo: 'amanhã 9h' });
  await attendance.take('analise', 'pegar-para-analise-interna');
  await attendance.isAt('Análise do banco');
  await expect(attendance.fields.text('Prazo em que o cliente precisa')).toHaveValue('24/11/2026 09:00');
});

test('[S5.7] at 20 hours the bench warns; at 24 the station passes it to the supervision, also while it was off', async ({
  desk,
  station,
}) => {
  const { attendance, page } = desk;
  await attendance.walk([takenInside]);
  await station.passTime(20 * HOUR);
  await desk.reload();
  await expect(attendance.step.getByText(/Restam menos de 4 horas/)).toBeVisible();
  await station.stop();
  await station.passTime(4 * HOUR);
  await station.start();
  await connected(page);
  const back = await Desk.enter(page);
  await back.attendance.isAt('Análise da supervisão');
  await back.page.goto(page.url().replace('/atender/', '/chamados/'));
  await expect(back.ticket.journal.getByText(/porque o tempo do passo terminou/)).toBeVisible();
});

test('[S5.5] long but certain: the customer chooses a time, the call is set aside and taken up again then', async ({
  desk,
  station,
}) => {
  const { attendance } = desk;
  await attendance.leave({
    step: 'analise',
    answers: { ...sureHow, estimativa: 60, disponibilidade: 'agendar', retorno: '14:30' },
    exit: 'agendar-retorno',
  });
  await expect(attendance.parked.getByText(/retorno combinado para 23\/11 14:30/)).toBeVisible();
  await desk.goTo('Atender');
  await expect(desk.page.getByRole('heading', { name: 'Retornos combinados' })).toBeVisible();
  await station.passTime(5 * HOUR + 30 * MINUTE);
  await desk.reload();
  await expect(desk.page.getByRole('heading', { name: 'Retornos na hora' })).toBeVisible();
  await expect(desk.page.getByRole('main').getByText('ligar agora')).toBeVisible();
  await desk.page
    .getByRole('main')
    .getByRole('button', { name: /Padaria/ })
    .click();
  await attendance.walk([solved, closedAs('incidente')]);
  await expect(attendance.title).toHaveText('Chamado encerrado');
});
