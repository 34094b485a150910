import { describe, expect, test } from 'vitest';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { packSchema } from '#shared/procedures/schema/pack.ts';
import { DEFAULT_SERVICE, type Service } from '#shared/procedures/schema/service.ts';
import { readPack } from '#shared/procedures/validate.ts';

const { service } = packSchema.parse(defaultPack);
const messages = (change: Partial<Service>): string[] => {
  const read = readPack({ ...defaultPack, service: { ...service, ...change } });
  return read.ok ? [] : read.refusals.map(({ message }) => message);
};

describe('what a pack says of the life after the call', () => {
  test('a pack that says nothing has reasons and means all the same, and derives nothing', () => {
    const { service: _, ...silent } = defaultPack;
    const read = readPack(silent);
    expect(read.ok && read.value.service).toEqual(DEFAULT_SERVICE);
    expect(service.suspensionReasons.some(({ waitsFor }) => waitsFor === 'supplier')).toBe(true);
    expect(service.contactOutcomes.some(({ answered }) => answered)).toBe(true);
  });

  test('[S1.7] only a change needs a plan, and the plan has window, risk and way back', () => {
    expect(service.types.filter(({ needsPlan }) => needsPlan).map(({ type }) => type)).toEqual(['mudanca']);
    expect(service.changePlan.map(({ label }) => label)).toEqual(['Janela', 'Risco', 'Como voltar atrás']);
    expect(service.changePlan.every(({ required }) => required)).toBe(true);
  });

  const wrong: [string, Partial<Service>, RegExp][] = [
    ['[S2.4] an unknown priority', { priority: { ...service.priority!, stops: 'x' } }, /a prioridade “x” não existe/],
    [
      '[S2.4] a question that no step asks',
      {
        priority: {
          ...service.priority!,
          answers: { stopsAction: 'ocorrencia.x', hitsDelivery: 'ocorrencia.entrega' },
        },
      },
      /não tem o campo “ocorrencia.x”/,
    ],
    [
      'an unknown type',
      { types: [{ type: 'x', needsArticle: false, needsPlan: false }] },
      /a classificação “x” não existe/,
    ],
    ['a type twice', { types: [...service.types, service.types[0]!] }, /“incidente” já está no item 1/],
    ['[S1.7] a plan without fields', { changePlan: [] }, /o plano não tem nenhum campo/],
    [
      'a reason twice',
      { reopeningReasons: [service.reopeningReasons[0]!, service.reopeningReasons[0]!] },
      /já está no item 1/,
    ],
  ];
  test.each(wrong)('%s is refused, with its place', (_, change, expected) => {
    expect(messages(change)).toEqual([expect.stringMatching(expected)]);
    expect(messages(change)[0]).toMatch(/^serviço › /);
  });
});
