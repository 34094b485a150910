import { describe, expect, test } from 'vitest';
import { showDate } from '#shared/domain/flow/show.ts';
import { fillTemplate, templateProblems } from '#shared/domain/flow/template.ts';

const names = new Map([
  ['customer.name', 'nome do cliente'],
  ['company', 'nome da empresa'],
]);

describe('fillTemplate', () => {
  test.each<[string, object, string]>([
    ['{{company}}, bom dia', { company: 'Casa' }, 'Casa, bom dia'],
    ['{{ company }}', { company: 'Casa' }, 'Casa'],
    ['Sr. {{customer.name}}', { customer: null }, 'Sr. [nome do cliente]'],
    ['Sr. {{customer.name}}', { customer: { name: '  ' } }, 'Sr. [nome do cliente]'],
    ['{{unknown.path}}', {}, '[unknown.path]'],
    ['{{toString}}', {}, '[toString]'],
    ['{{a}}', { a: false }, 'não'],
    ['{{a}}', { a: 0 }, '0'],
    ['{{a}}', { a: ['x', true] }, 'x, sim'],
    ['{{a}}', { a: '{{company}} $& $1' }, '{{company}} $& $1'],
    ['no braces', {}, 'no braces'],
  ])('%s over %j', (text, facts, filled) => {
    expect(fillTemplate(text, facts, { names })).toBe(filled);
  });
});

test('templateProblems names unknown paths, empty and unpaired braces', () => {
  expect(templateProblems('{{company}} {{customer.nome}} {{}} {{', names)).toEqual([
    'o caminho “customer.nome” não existe; existem: customer.name',
    'há um “{{}}” sem caminho dentro',
    'há chaves “{{” ou “}}” sem par',
  ]);
});

test.each([
  ['2026-11-09', '09/11/2026'],
  ['2026-11-09T02:30:00.000Z', '08/11/2026 23:30'],
  ['em breve', 'em breve'],
])('showDate writes %s as %s', (value, shown) => {
  expect(showDate(value, 'America/Sao_Paulo')).toBe(shown);
});
