import { expect, test } from '../support/desk.ts';
import { CUSTOMERS } from '../support/house.ts';
import { answered, approached, toAnalysis, toClosing, toOccurrence } from './walks.ts';

test.beforeEach(async ({ desk }) => {
  await desk.newCall();
  await desk.attendance.fields.findCustomer(CUSTOMERS.padaria.code, CUSTOMERS.padaria.name);
});

test('[S4.2] [B5] the ticket is born with the call: its protocol and its timer are there at once', async ({ desk }) => {
  const { attendance } = desk;
  await expect(attendance.flow.locator('[data-protocol]')).toHaveText(/^\d{6} \d{4} \d{4} \d$/);
  await expect(attendance.callTimer).toHaveText(/00:0[1-9]/);
  await expect(attendance.flow.getByText('na linha')).toBeVisible();
  await expect(attendance.flow.getByText('sem classificação')).toBeVisible();
});

test('a step is skipped only with a reason, which stays with it', async ({ desk }) => {
  const { attendance } = desk;
  await attendance.leave(answered);
  await attendance.exits.getByRole('button', { name: 'Pular' }).click();
  const form = desk.page.getByRole('form', { name: /^Pular / });
  await form.getByRole('button', { name: 'Pular o passo' }).click();
  await expect(form.getByRole('alert')).toHaveText('Escolha um motivo.');
  await form.getByRole('radio', { name: 'O cliente não pode esperar' }).check();
  await form.getByRole('button', { name: 'Pular o passo' }).click();
  await attendance.isAt('Débito');
  await expect(attendance.stepRow('Abordagem')).toContainText('pulado: O cliente não pode esperar');
});

test('[S1.9] the closing cannot be skipped, and says why', async ({ desk }) => {
  const { attendance } = desk;
  await attendance.walk(toClosing);
  await attendance.exits.getByRole('button', { name: 'Pular' }).click({ force: true });
  await expect(attendance.exits.getByRole('alert')).toContainText('A finalização não se pula');
});

test('[S1.9] the ticket is not closed without the data of its closing, and each is named', async ({ desk }) => {
  const { attendance } = desk;
  await attendance.walk(toClosing);
  await attendance.exit('Encerrar o chamado').click({ force: true });
  await attendance.isAt('Finalização');
  for (const missing of ['O que ocorreu', 'Solução', 'Conferido com (nome)'])
    await expect(attendance.fields.root.getByText(`Falta “${missing}”.`)).toBeVisible();
  await expect(attendance.fields.text('O que ocorreu')).toBeFocused();
});

test('going back keeps what was typed in both steps', async ({ desk }) => {
  const { attendance } = desk;
  await attendance.leave(answered);
  await attendance.fields.text('Pontos importantes').fill('Quer saber do boleto');
  await attendance.notes.fill('Falava baixo');
  await attendance.back();
  await attendance.isAt('Atender');
  await expect(attendance.fields.text('Nome completo de quem fala')).toHaveValue('Maria Souza');
  await attendance.take('atender', 'identificado');
  await attendance.isAt('Abordagem');
  await expect(attendance.fields.text('Pontos importantes')).toHaveValue('Quer saber do boleto');
  await expect(attendance.notes).toHaveValue('Falava baixo');
});

test('what was said before is put right without leaving the step', async ({ desk }) => {
  const { attendance } = desk;
  await attendance.walk(toAnalysis);
  const earlier = await attendance.openEarlier('Ocorrência');
  await earlier.text('Assunto').fill('Nota fiscal rejeitada com 225');
  await earlier.option('Impacta uma operação que geraria entrega?', 'Sim').check();
  await earlier.root.getByRole('button', { name: 'Voltar ao proposto: Alta' }).click();
  await expect(earlier.option('Prioridade', 'Alta')).toBeChecked();
  await attendance.isAt('Análise');
  await expect(attendance.stepRow('Ocorrência')).toContainText('Nota fiscal rejeitada com 225');
  await expect(attendance.saved).toHaveAttribute('data-saved', 'journal');
  await desk.goTo('Chamados');
  await expect(desk.tickets.row('Nota fiscal rejeitada com 225')).toContainText('Alta');
});

test('[S5.3] the standing is never shown without its date', async ({ desk }) => {
  const { attendance } = desk;
  await attendance.walk([answered, approached]);
  await expect(attendance.fields.root.getByText('em 20/11/2026')).toBeVisible();
  await expect(attendance.customer.getByText('em 20/11/2026')).toBeVisible();
  await expect(attendance.exit('Confirmado: transferir')).toHaveAttribute('aria-disabled', 'true');
  await expect(attendance.exit('Confirmado: transferir')).toContainText('Só se transfere depois');
});

test.describe('[S5.4]', () => {
  test('a word that cannot go to the customer is marked as typed, keeps the step, and can be changed in one go', async ({
    desk,
  }) => {
    const { attendance } = desk;
    await attendance.walk(toOccurrence);
    await attendance.fields.fill('ocorrencia', {
      assunto: 'Relatório errado',
      descricao: 'O sistema mostra uma porcaria de relatório, deu pau.',
      tipo: 'incidente',
      categoria: 'relatorios',
      impede: false,
    });
    const language = attendance.fields.root.getByRole('status', { name: 'Linguagem do texto ao cliente' });
    await expect(language.getByText('Não pode ir ao cliente: “porcaria”')).toBeVisible();
    await expect(language.getByText('“deu pau”')).toBeVisible();
    await attendance.exit('Ocorrência registrada').click({ force: true });
    await attendance.isAt('Ocorrência');
    await language.getByRole('button', { name: /Trocar por “resultado insatisfatório”/ }).click();
    await expect(attendance.fields.text('Descrição (o cliente lê)')).toHaveValue(
      'O sistema mostra uma resultado insatisfatório de relatório, deu pau.',
    );
    await attendance.take('ocorrencia', 'registrada');
    await attendance.isAt('Análise');
  });

  test('a note of the house may hold any word: the customer does not read it', async ({ desk }) => {
    const { attendance } = desk;
    await attendance.notes.fill('Cliente disse: que porcaria');
    await attendance.leave(answered);
    await attendance.isAt('Abordagem');
  });
});

for (const { stops, hits, priority } of [
  { stops: true, hits: true, priority: 'Alta' },
  { stops: true, hits: false, priority: 'Média' },
  { stops: false, hits: null, priority: 'Baixa' },
]) {
  test(`[S2.4] the two questions give the priority ${priority}; another one asks why`, async ({ desk }) => {
    const { attendance } = desk;
    await attendance.walk(toOccurrence);
    const { fields } = attendance;
    await fields.fill('ocorrencia', { impede: stops, ...(hits === null ? {} : { entrega: hits }) });
    await expect(fields.option('Prioridade', priority)).toBeChecked();
    await expect(fields.text('Por que outra prioridade?')).toBeHidden();
    await fields.option('Prioridade', priority === 'Alta' ? 'Baixa' : 'Alta').check();
    await expect(fields.text('Por que outra prioridade?')).toBeVisible();
  });
}

test('[S4.14] the flow is there as a picture and as a list, with the present step marked', async ({ desk }) => {
  const { attendance } = desk;
  await attendance.walk(toOccurrence);
  const map = await attendance.showMap();
  await expect(map.getByText('Ocorrência registrada')).toBeVisible();
  await map.getByRole('button', { name: 'Lista' }).click();
  await expect(map.getByRole('listitem').filter({ hasText: '4 · Ocorrência' }).first()).toHaveAttribute(
    'aria-current',
    'step',
  );
  await desk.page.keyboard.press('Escape');
  await expect(map).toBeHidden();
  await attendance.isAt('Ocorrência');
});
