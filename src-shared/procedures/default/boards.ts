import type { PackSource } from '../schema/pack.ts';
import { all, any, at, given, is, isNot, not, oneOf } from './conditions.ts';

const management = ['gestao-tecnica', 'apoio-da-gestao', 'supervisao'];
const byManagement = any(is(at('byManagement'), true), oneOf(at('actor.role'), management));
const validated = is(at('validation.given'), true);

/** S4.4 and the ways up to N2 and N3 (S4.7, S4.9, S1.14). */
export const boards: PackSource['boards'] = [
  {
    id: 'n1-rapida',
    label: 'N1 - Rápida',
    description: 'Atendimento em linha, só do pessoal que fica na Matriz.',
    admission: [
      {
        rule: 'S4.4',
        when: any(byManagement, not(at('from.board')), is(at('from.board'), 'n1-rapida')),
        refusal: 'não recebe ocorrências de outros setores, a menos que a gestão encaminhe.',
        override: management,
      },
      {
        rule: 'S4.4',
        when: any(byManagement, is(at('actor.site'), 'matriz')),
        refusal: 'é atendida apenas pelo pessoal da Matriz.',
        override: management,
      },
    ],
  },
  {
    id: 'n1-blip-matriz',
    label: 'N1 - Blip Matriz',
    description: 'Chat Blip na Matriz; recebe algumas ocorrências conforme a demanda.',
    admission: [
      {
        rule: 'S4.4',
        when: isNot(at('ticket.category'), 'instalacao'),
        refusal: 'nunca recebe instalações; elas vão para N1 - Filiais.',
      },
      {
        rule: 'S4.4',
        when: any(
          is(at('ticket.channel'), 'blip'),
          all(is(at('target.calm'), true), any(byManagement, is(at('pulled'), true))),
        ),
        refusal:
          'fora do Blip, só recebe com o fluxo tranquilo, e quando a gestão encaminha ou o próprio atendente pega.',
        override: management,
      },
    ],
  },
  {
    id: 'n1-blip-filiais',
    label: 'N1 - Blip Filiais',
    description: 'Atendimento exclusivo do Blip, mediante demanda.',
    admission: [
      {
        rule: 'S4.4',
        when: is(at('ticket.channel'), 'blip'),
        refusal: 'atende exclusivamente o Blip.',
        override: management,
      },
      {
        rule: 'S4.4',
        when: any(is(at('pulled'), true), { '>': [at('target.available'), 0] }),
        refusal: 'não há ninguém disponível agora.',
        override: management,
      },
    ],
  },
  {
    id: 'especialistas',
    label: 'Especialistas',
    description: 'Casos mais complexos, que não podem ser resolvidos no N1.',
    admission: [
      {
        rule: 'S4.7',
        when: any(is(at('ticket.tooLongOnLine'), true), is(at('ticket.unsolvableInN1'), true)),
        refusal: 'só recebe o que demora demais em linha ou no acesso, ou o que o N1 não consegue resolver.',
        override: ['gestao-tecnica', 'supervisao'],
      },
      {
        rule: 'S4.7',
        when: validated,
        refusal: 'a demanda precisa antes da validação da gestão técnica.',
        override: ['gestao-tecnica', 'supervisao'],
      },
    ],
  },
  {
    id: 'n1-filiais',
    label: 'N1 - Filiais',
    description: 'Demandas básicas, de baixa complexidade, ou demoradas de baixa prioridade; instalação e treinamento.',
    admission: [
      {
        rule: 'S4.4',
        when: any(
          is(at('ticket.complexity'), 'baixa'),
          all(is(at('ticket.slow'), true), is(at('ticket.priority'), 'baixa')),
          oneOf(at('ticket.category'), ['instalacao', 'treinamento']),
        ),
        refusal: 'só recebe demandas de baixa complexidade, demoradas de baixa prioridade, instalação e treinamento.',
        override: management,
      },
    ],
  },
  {
    id: 'sem-atendente',
    label: 'Sem atendente',
    description: 'Incidentes normais, com aviso ao N2, e solicitações para o N2, levadas à reunião diária.',
    admission: [
      {
        rule: 'S1.2',
        when: all(given(at('ticket.type')), given(at('ticket.category')), given(at('ticket.priority'))),
        refusal: 'classifique o chamado antes de encaminhar.',
      },
    ],
  },
  {
    id: 'apoio-n1',
    label: 'Apoio N1',
    description: 'O apoio da gestão, que direciona ao N2.',
    admission: [
      {
        rule: 'S4.9',
        when: any(validated, byManagement),
        refusal: 'o que vai ao N2 precisa antes da validação da gestão técnica.',
        override: management,
      },
    ],
  },
  {
    id: 'n2',
    label: 'N2',
    description: 'Segundo nível; recebe do Apoio N1.',
    admission: [
      {
        rule: 'S4.9',
        when: is(at('actor.role'), 'apoio-da-gestao'),
        refusal: 'ninguém encaminha direto ao N2: encaminhe ao Apoio N1, que direciona.',
        override: ['apoio-da-gestao'],
      },
    ],
  },
  {
    id: 'n3',
    label: 'N3',
    description: 'Terceiro nível; colabora, e o atendente N1 continua responsável.',
    admission: [
      {
        rule: 'S1.14',
        when: is(at('asCollaborator'), true),
        refusal: 'o atendente N1 continua responsável; adicione o atendente N3 como colaborador.',
      },
    ],
  },
];
