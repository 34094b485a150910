import { expect, test } from '../support/desk.ts';
import { CUSTOMERS } from '../support/house.ts';

const WAYS: { how: string; typed: string; name: string }[] = [
  { how: 'code', typed: '1002', name: CUSTOMERS.padaria.name },
  { how: 'name without its accents', typed: 'jose antonio conceicao', name: CUSTOMERS.jose.name },
  { how: 'part of the name', typed: 'padaria', name: CUSTOMERS.padaria.name },
  { how: 'CPF with its points', typed: '529.982.247-25', name: CUSTOMERS.jose.name },
  { how: 'CPF, digits only', typed: '52998224725', name: CUSTOMERS.jose.name },
  { how: 'CNPJ with letters', typed: '12.ABC.345/01DE-35', name: CUSTOMERS.padaria.name },
  { how: 'CNPJ with small letters and no points', typed: '12abc34501de35', name: CUSTOMERS.padaria.name },
  { how: 'mobile number with the ninth digit', typed: '83 98765-4321', name: CUSTOMERS.jose.name },
  { how: 'mobile number without the ninth digit', typed: '(83) 8765-4321', name: CUSTOMERS.jose.name },
  { how: 'landline', typed: '83 3222 1133', name: CUSTOMERS.padaria.name },
];

test('[S5.1] the customer is found as one types: by code, name, CPF, CNPJ with letters or telephone', async ({
  desk,
}) => {
  await desk.newCall();
  const { fields } = desk.attendance;
  for (const { how, typed, name } of WAYS) {
    await fields.customerSearch.fill(typed);
    const found = fields.root.getByRole('listbox', { name: 'Clientes encontrados' }).getByRole('option', { name });
    await expect(found, how).toBeVisible();
  }
});

test('[S5.1] a landline is never taken for a mobile number that lacks its ninth digit', async ({ desk }) => {
  await desk.newCall();
  const { fields } = desk.attendance;
  await fields.customerSearch.fill('83 93222-1133');
  await expect(fields.root.getByText('Ninguém no cadastro com “83 93222-1133”. Enter cadastra.')).toBeVisible();
});

test('[S5.1] who is not on record is registered on the spot, with what was typed, and is the one on the line', async ({
  desk,
}) => {
  await desk.newCall();
  const { attendance } = desk;
  await attendance.fields.customerSearch.fill('Comercial Três Irmãos');
  await expect(attendance.fields.root.getByText(/Ninguém no cadastro com/)).toBeVisible();
  await attendance.fields.customerSearch.press('Enter');
  const form = attendance.registration();
  await form.getByRole('radio', { name: 'Pessoa jurídica' }).check();
  await expect(form.getByLabel('Razão social')).toHaveValue('Comercial Três Irmãos');
  await form.getByLabel('CNPJ').fill('11.222.333/0001-80');
  await form.getByRole('button', { name: 'Cadastrar e identificar' }).click();
  await expect(form.getByLabel('CNPJ')).toHaveAttribute('aria-invalid', 'true');
  await form.getByLabel('CNPJ').fill('11.222.333/0001-81');
  await form.getByLabel('Telefone com DDD').fill('83 99999-0000');
  await form.getByRole('button', { name: 'Cadastrar e identificar' }).click();
  await expect(attendance.customer.getByRole('heading', { name: 'Comercial Três Irmãos' })).toBeVisible();
  await expect(attendance.customer).toContainText('11.222.333/0001-81');
  await desk.goTo('Clientes');
  await expect(desk.customers.row('Comercial Três Irmãos')).toBeVisible();
});
