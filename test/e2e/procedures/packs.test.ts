import { defaultPack } from '#shared/procedures/default/pack.ts';
import type { PackSource } from '#shared/procedures/schema/pack.ts';
import { answered } from '../attendance/walks.ts';
import { expect, test } from '../support/desk.ts';
import { CUSTOMERS } from '../support/house.ts';

function changed(change: (pack: PackSource) => void): string {
  const pack = structuredClone(defaultPack);
  pack.version += 1;
  change(pack);
  return JSON.stringify(pack);
}

const stepsOf = (pack: PackSource) => pack.flows[0]?.steps ?? [];

function stepNamed(pack: PackSource, id: string) {
  const step = stepsOf(pack).find((one) => one.id === id);
  if (!step) throw new Error(`no step ${id}`);
  return step;
}

test('[B2] a new version is for the calls that begin with it; the running call stays on its own', async ({ desk }) => {
  const { procedures, attendance } = desk;
  await desk.newCall();
  await attendance.fields.findCustomer(CUSTOMERS.jose.code, CUSTOMERS.jose.name);
  await desk.goTo('Procedimentos');
  await procedures.load(
    'roteiro-novo.json',
    changed((pack) => {
      stepNamed(pack, 'abordagem').title = 'Conversa inicial';
    }),
  );
  await expect(desk.page.getByText('sem problemas')).toBeVisible();
  await procedures.putInForce();
  await expect(
    desk.page.getByText(`Versão ${defaultPack.version + 1} em vigor para as próximas ligações.`),
  ).toBeVisible();
  await desk.chipOf('José').click();
  await attendance.leave(answered);
  await attendance.isAt('Abordagem');
  await desk.newCall();
  await expect(attendance.stepRow('Conversa inicial')).toBeVisible();
});

const BROKEN: { name: string; text: () => string; says: (string | RegExp)[] }[] = [
  {
    name: 'no JSON at all',
    text: () => '{"format": 1, "id": "x", }',
    says: ['Linha 1, coluna 26: era esperado o nome de um campo'],
  },
  { name: 'another kind of file', text: () => '{"clientes": []}', says: [/problemas? em/] },
  {
    name: 'a loop without exit',
    text: () =>
      changed((pack) => {
        for (const exit of stepNamed(pack, 'finalizacao').exits) exit.to = 'finalizacao';
      }),
    says: [/passo “finalizacao”: deste passo nunca se chega ao fim/],
  },
  {
    name: 'an unknown step',
    text: () =>
      changed((pack) => {
        const [exit] = stepNamed(pack, 'abordagem').exits;
        if (exit) exit.to = 'passo-que-nao-existe';
      }),
    says: [/passo “abordagem” › saída 1 “seguir” › “to”: o passo “passo-que-nao-existe” não existe/],
  },
  {
    name: 'a broken condition',
    text: () =>
      changed((pack) => {
        const [exit] = stepNamed(pack, 'debito').exits;
        if (exit) exit.when = { '=': [{ var: 'answers.debito.confirmado' }, true] };
      }),
    says: [/passo “debito” › saída 1 “confirmado” › condição: o operador “=” não existe/],
  },
  {
    name: 'a condition on what nobody asks',
    text: () =>
      changed((pack) => {
        const [exit] = stepNamed(pack, 'debito').exits;
        if (exit) exit.when = { var: 'answers.debito.humor' };
      }),
    says: [/o caminho “answers.debito.humor” não existe/],
  },
  {
    name: 'several problems at once, each named',
    text: () =>
      changed((pack) => {
        pack.callFlow = 'outro';
        pack.queues[0] = { id: 'fila', label: 'Fila', role: 'ninguem', extension: '' };
      }),
    says: [/o fluxo “outro” não existe/, /o papel “ninguem” não existe/],
  },
];

test('[B2] a broken pack is refused with what is wrong and where; the version in force stays', async ({ desk }) => {
  const { procedures } = desk;
  await desk.goTo('Procedimentos');
  for (const { name, text, says } of BROKEN) {
    await test.step(name, async () => {
      await procedures.load('quebrado.json', text());
      for (const words of says) await expect(procedures.problems).toContainText(words);
      await expect(procedures.problems).toContainText('Nada foi mudado');
      await expect(desk.page.getByRole('button', { name: 'Pôr em vigor' })).toBeHidden();
      await procedures.problems.getByRole('button', { name: 'Dispensar' }).click();
    });
  }
  await expect(procedures.subtitle).toContainText(`versão ${defaultPack.version}, em vigor`);
});

test('[B2] a version that is in force already is not put in force twice', async ({ desk }) => {
  await desk.goTo('Procedimentos');
  await desk.procedures.load('mesmo.json', JSON.stringify({ ...defaultPack, name: 'Outro nome' }));
  await expect(desk.procedures.problems.or(desk.page.getByRole('button', { name: 'Pôr em vigor' }))).toBeVisible();
  if (await desk.page.getByRole('button', { name: 'Pôr em vigor' }).isVisible()) await desk.procedures.putInForce();
  await expect(desk.procedures.problems).toContainText(/versão/);
});
