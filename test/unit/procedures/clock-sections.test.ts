import { describe, expect, test } from 'vitest';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import type { PackSource } from '#shared/procedures/schema/pack.ts';
import { readPack } from '#shared/procedures/validate.ts';

type Draft = PackSource & Required<Pick<PackSource, 'calendars' | 'slaPolicies' | 'limits' | 'breachReasons'>>;

function messages(breakIt: (pack: Draft) => void): string[] {
  const pack = structuredClone(defaultPack) as Draft;
  breakIt(pack);
  const read = readPack(pack);
  return read.ok ? [] : read.refusals.map(({ message }) => message);
}

describe('[S4.13] calendars that could not be lived by are refused, with their place', () => {
  test.each<[string, (pack: Draft) => unknown, string]>([
    [
      'a zone that does not exist',
      (p) => (p.calendars[0]!.timeZone = 'America/Brasilia'),
      'calendário “comercial” › “timeZone”: o fuso “America/Brasilia” não existe',
    ],
    [
      'a week without hours',
      (p) => (p.calendars[0]!.week = {}),
      'calendário “comercial” › semana: a semana não tem nenhuma hora: nenhum prazo acabaria',
    ],
    [
      'a period that ends before it begins',
      (p) => (p.calendars[0]!.week.monday = [{ from: '22:00', until: '06:00' }]),
      'calendário “comercial” › semana › segunda-feira 1: o período de 22:00 a 06:00 termina antes de começar',
    ],
    [
      'periods that overlap',
      (p) =>
        (p.calendars[0]!.week.friday = [
          { from: '08:00', until: '12:30' },
          { from: '12:00', until: '18:00' },
        ]),
      'calendário “comercial” › semana › sexta-feira: dois períodos do mesmo dia se sobrepõem',
    ],
    [
      'an hour that does not exist',
      (p) => (p.calendars[0]!.week.friday = [{ from: '08:00', until: '24:30' }]),
      'calendário “comercial” › semana › sexta-feira 1 › “until”: “24:30” não tem a forma esperada',
    ],
    [
      'a state that does not exist',
      (p) => (p.calendars[0]!.holidays = { state: 'XX' }),
      'calendário “comercial” › feriados › “state”: o estado “XX” não existe',
    ],
    [
      'a city whose holidays nobody knows',
      (p) => (p.calendars[0]!.holidays = { state: 'SC', city: 'JOI' }),
      'calendário “comercial” › feriados › “city”: os feriados da cidade “JOI” não são conhecidos',
    ],
    [
      'an own day that does not exist',
      (p) => (p.calendars[0]!.ownDays = [{ date: '2026-02-29', label: 'x' }]),
      'calendário “comercial” › dia próprio 1 › “date”: “2026-02-29” não é uma data que exista',
    ],
    [
      'an own day twice',
      (p) =>
        (p.calendars[0]!.ownDays = [
          { date: '12-24', label: 'x' },
          { date: '12-24', label: 'y' },
        ]),
      'calendário “comercial” › dia próprio 2: “12-24” já está no item 1 desta lista',
    ],
    [
      'an own day that closes and opens',
      (p) => (p.calendars[0]!.ownDays = [{ date: '12-24', label: 'x', closed: [], open: [] }]),
      'calendário “comercial” › dia próprio 1: diz ao mesmo tempo o que fecha e o que abre',
    ],
    [
      'one unit with two calendars',
      (p) => {
        p.calendars[0]!.units = ['filial'];
        p.calendars.push({ ...structuredClone(p.calendars[0]!), id: 'outro' });
      },
      'calendário “outro” › “units” 1: a unidade “filial” já vive pelo calendário “comercial”',
    ],
    [
      'two calendars of one name',
      (p) => p.calendars.push(structuredClone(p.calendars[0]!)),
      'calendário “comercial”: “comercial” já está no item 1 desta lista',
    ],
  ])('%s', (_, breakIt, message) => {
    expect(messages(breakIt)).toContain(message);
  });

  test('29 February may be an own day of every year', () => {
    expect(messages((p) => (p.calendars[0]!.ownDays = [{ date: '02-29', label: 'x' }]))).toEqual([]);
  });
});

describe('[S1.3] [S1.5] policies and limits that could not be kept are refused, with their place', () => {
  test.each<[string, (pack: Draft) => unknown, string]>([
    [
      'a class that does not exist',
      (p) => (p.slaPolicies[0]!.slaClass = 'x'),
      'política de SLA “prioridade-alta” › “slaClass”: a classe de SLA “x” não existe',
    ],
    [
      'a calendar that does not exist',
      (p) => (p.slaPolicies[0]!.calendar = 'x'),
      'política de SLA “prioridade-alta” › “calendar”: o calendário “x” não existe',
    ],
    [
      'a type that does not exist',
      (p) => (p.slaPolicies[0]!.when!.types = ['x']),
      'política de SLA “prioridade-alta” › condição › por classificação 1: a classificação “x” não existe',
    ],
    [
      'a policy that never matches',
      (p) =>
        (p.slaPolicies[0]!.when = {
          unclassified: true,
          types: ['incidente'],
          categories: ['fiscal'],
          priorities: ['alta'],
        }),
      'política de SLA “prioridade-alta” › condição: só serve a chamados sem classificação e pede tipo, categoria e prioridade: nunca serve',
    ],
    [
      'a first answer after the solution',
      (p) => (p.slaClasses[1]!.firstAnswer = { minutes: 90 }),
      'classe de SLA “urgente”: a primeira resposta tem prazo maior que a solução',
    ],
    [
      'a time that is neither minutes nor days',
      (p) => (p.slaClasses[1]!.solution = { hours: 2 } as never),
      'classe de SLA “urgente” › “solution”: o campo “hours” não existe aqui',
    ],
    [
      'a limit of a priority that does not exist',
      (p) => (p.limits.noNews.priorities = { urgentissima: 10 }),
      'limites › sem retorno › prioridade › “urgentissima”: a prioridade “urgentissima” não existe',
    ],
    [
      'bands of age that are not in order',
      (p) => (p.limits.ageingDays = [3, 1]),
      'limites › faixas de idade: as faixas de idade não estão em ordem crescente',
    ],
    [
      'an escalation to a role that does not exist',
      (p) => (p.limits.escalation![0]!.to = 'x'),
      'limites › regra de escalonamento “prazo-de-alta” › “to”: o papel “x” não existe',
    ],
    [
      'an escalation of everything',
      (p) => (p.limits.escalation![0]!.when = { priorities: ['alta'] }),
      'limites › regra de escalonamento “prazo-de-alta” › condição: não tem limiar: proporia escalar todo chamado',
    ],
    [
      'nothing to explain a breach with',
      (p) => (p.breachReasons = []),
      'motivo de atraso: é pequeno demais: no mínimo 1 item',
    ],
  ])('%s', (_, breakIt, message) => {
    expect(messages(breakIt)).toContain(message);
  });

  test.each<[string, (pack: Draft) => unknown, string]>([
    [
      '[S2.6] out of scope without words to decline with',
      (p) => (p.categories[0]!.outOfScope = { script: '', addressee: 'a TI da empresa' }),
      'categoria “duvida-de-uso” › fora do escopo › “script”: é pequeno demais: não pode ficar vazio',
    ],
    [
      '[S2.6] out of scope without anybody to turn to',
      (p) => (p.categories[0]!.outOfScope = { script: 'Não fazemos isso.' } as never),
      'categoria “duvida-de-uso” › fora do escopo › “addressee”: falta preencher',
    ],
    [
      '[S2.5] an empty question of the checklist',
      (p) => (p.categories[0]!.checklist = ['Tela', '']),
      'categoria “duvida-de-uso” › “checklist” 2: é pequeno demais: não pode ficar vazio',
    ],
    [
      '[S5.4] a severity that there is not',
      (p) => (p.sensitiveData = { cpf: 'talvez' } as never),
      'dados sensíveis › “cpf”: o valor “talvez” não é aceito',
    ],
  ])('%s', (_, breakIt, message) => {
    expect(messages(breakIt)).toContain(message);
  });

  test('[B2] a pack that says nothing of clocks is sound, and all time counts in it', () => {
    const { calendars: _, slaPolicies: __, breachReasons: ___, limits: ____, ...before } = structuredClone(defaultPack);
    const read = readPack(before);
    expect(read.ok && read.value.calendars.map(({ id }) => id)).toEqual(['sempre']);
    expect(read.ok && read.value.slaPolicies).toEqual([]);
    expect(read.ok && read.value.breachReasons.length).toBeGreaterThan(0);
  });
});
