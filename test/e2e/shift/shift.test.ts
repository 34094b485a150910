import { expect, test } from '../support/desk.ts';
import { CUSTOMERS } from '../support/house.ts';

test('[S4.2] calls received against tickets recorded are always in sight, also while the book is closed', async ({
  desk,
}) => {
  await expect(desk.counter).toHaveText(/0 ligações.*0 OCs/);
  await desk.goTo('Livro');
  await desk.shift.close();
  await expect(desk.counter).toHaveText(/Turno fechado/);
  await desk.shift.open();
  await expect(desk.counter).toHaveText(/0 ligações.*0 OCs/);
  await desk.newCall();
  await expect(desk.counter).toHaveText(/1 ligação.*1 OC/);
});

test('[S4.2] every call without a ticket is settled: recorded, linked or explained; until then the shift stays open', async ({
  desk,
}) => {
  const { shift } = desk;
  await desk.goTo('Livro');
  for (const count of [1, 2, 3]) {
    await shift.noteCall();
    await expect(shift.loose).toHaveCount(count);
  }
  await expect(desk.counter).toHaveText(/3 ligações.*0 OCs/);

  await shift.close();
  await expect(shift.closing.getByRole('alert')).toContainText(/3 ligações/);
  await expect(shift.loose).toHaveCount(3);

  await shift.loose.first().getByRole('button', { name: 'Registrar OC agora' }).click();
  await desk.attendance.isAt('Atender');
  await desk.attendance.fields.findCustomer(CUSTOMERS.jose.code, CUSTOMERS.jose.name);
  await desk.goTo('Livro');
  await expect(shift.loose).toHaveCount(2);
  await expect(shift.recorded).toContainText(CUSTOMERS.jose.name);

  await shift.explain(shift.loose.first(), 'Engano', 'Procurava a farmácia');
  await expect(shift.loose).toHaveCount(1);

  await desk.newCall();
  await desk.attendance.fields.findCustomer(CUSTOMERS.padaria.code, CUSTOMERS.padaria.name);
  await desk.goTo('Livro');
  await shift.link(shift.loose.first(), 'Padaria');
  await expect(shift.loose).toHaveCount(0);
  await expect(desk.page.getByText('Procurava a farmácia')).toBeVisible();
  await expect(desk.counter).toHaveText(/3 ligações.*2 OCs/);

  await shift.close();
  await expect(desk.counter).toHaveText(/Turno fechado/);
  await expect(desk.page.getByRole('heading', { name: 'Último turno encerrado' })).toBeVisible();
});

test('[S4.2] the telephone shows more calls than the book: the difference is in the book, to be settled', async ({
  desk,
}) => {
  const { shift } = desk;
  await desk.goTo('Livro');
  await desk.newCall();
  await desk.goTo('Livro');
  await shift.close('muitas');
  await expect(shift.closing.getByText('Informe um número inteiro, de 0 a 10.000.')).toBeVisible();
  await shift.close('3');
  await expect(shift.closing.getByRole('alert')).toBeVisible();
  await expect(shift.loose).toHaveCount(2);
  for (const left of [1, 0]) {
    await shift.explain(shift.loose.first(), 'Teste de linha');
    await expect(shift.loose).toHaveCount(left);
  }
  await shift.close('3');
  await expect(desk.counter).toHaveText(/Turno fechado/);
});

test('[S4.2] the book outlives the station: killed and started again, it counts on', async ({ desk, again }) => {
  await desk.goTo('Livro');
  await desk.shift.noteCall();
  await expect(desk.shift.loose).toHaveCount(1);
  const back = await again(desk);
  await expect(back.counter).toHaveText(/1 ligação.*0 OCs/);
  await expect(back.shift.loose).toHaveCount(1);
});
