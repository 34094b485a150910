/*
 * Written by build/brazil-holidays.ts; not edited by hand.
 *
 * The holidays of Brazil, taken over from the data of date-holidays, https://github.com/commenthol/date-holidays,
 * Copyright (c) 2015 commenthol and contributors, which follows https://en.wikipedia.org/wiki/Public_holidays_in_Brazil
 * and https://pt.wikipedia.org/wiki/Feriados_no_Brasil. Changed: Brazil alone, rules as data. As those data, this file is
 * under CC BY-SA 3.0, https://creativecommons.org/licenses/by-sa/3.0/.
 */
import type { HolidaySource } from './holiday-rules.ts';

export const BRAZIL: HolidaySource = {
  rules: [
    { name: 'Ano Novo', kind: 'public', day: { date: '01-01' } },
    { name: 'Dia de Tiradentes', kind: 'public', day: { date: '04-21' } },
    { name: 'Carnaval', kind: 'optional', day: { easter: -50 }, days: 2 },
    { name: 'Carnaval', kind: 'bank', day: { easter: -48 } },
    { name: 'Carnaval', kind: 'bank', day: { easter: -47 } },
    { name: 'Carnaval', kind: 'optional', day: { easter: -46 }, untilMinute: 840 },
    { name: 'Sexta-Feira Santa', kind: 'public', day: { easter: -2 } },
    { name: 'Dia do Trabalhador', kind: 'public', day: { date: '05-01' } },
    { name: 'Corpus Christi', kind: 'bank', day: { easter: 60 } },
    { name: 'Dia da Independência', kind: 'public', day: { date: '09-07' } },
    { name: 'Nossa Senhora Aparecida', kind: 'public', day: { date: '10-12' } },
    { name: 'Dia de Eleição', kind: 'public', day: { nth: 1, weekday: 0, month: 10 }, evenYears: true },
    { name: 'Dia de Eleição', kind: 'public', day: { weekday: 0, before: '11-01' }, evenYears: true },
    { name: 'Dia de Finados', kind: 'public', day: { date: '11-02' } },
    { name: 'Proclamação da República', kind: 'public', day: { date: '11-15' } },
    { name: 'Dia da Consciência Negra', kind: 'public', day: { date: '11-20' }, since: '2023-12-21' },
    { name: 'Noite de Natal', kind: 'optional', day: { date: '12-24' }, fromMinute: 840 },
    { name: 'Natal', kind: 'public', day: { date: '12-25' } },
    { name: 'Véspera de Ano Novo', kind: 'optional', day: { date: '12-31' }, fromMinute: 840 },
  ],
  states: {
    AC: {
      name: 'Acre',
      rules: [
        { name: 'Dia do evangélico', kind: 'public', day: { date: '01-12' }, since: '2004-01-29' },
        { name: 'Alusivo ao Dia Internacional da Mulher', kind: 'public', day: { date: '03-08' }, since: '2001-09-14' },
        { name: 'Aniversário do estado', kind: 'public', day: { date: '06-15' }, since: '1964-09-02' },
        { name: 'Dia da Amazônia', kind: 'public', day: { date: '09-05' }, since: '2004-01-05' },
        { name: 'Assinatura do Tratado de Petrópolis', kind: 'optional', day: { date: '11-17' }, since: '2012-02-21' },
      ],
    },
    AL: {
      name: 'Alagoas',
      rules: [
        { name: 'São João', kind: 'public', day: { date: '06-24' }, since: '1993-07-07' },
        { name: 'São Pedro', kind: 'public', day: { date: '06-29' }, since: '1993-07-07' },
        { name: 'Emancipação política', kind: 'public', day: { date: '09-16' } },
        { name: 'Morte de Zumbi dos Palmares', kind: 'public', day: { date: '11-20' }, since: '1995-08-01' },
      ],
    },
    AM: {
      name: 'Amazonas',
      rules: [
        {
          name: 'Elevação do Amazonas à categoria de província',
          kind: 'public',
          day: { date: '09-05' },
          since: '1977-12-21',
        },
        {
          name: 'Dia da Consciência Negra',
          kind: 'public',
          day: { date: '11-20' },
          since: '2010-07-08',
          until: '2023-12-21',
        },
      ],
    },
    AP: {
      name: 'Amapá',
      rules: [
        { name: 'Dia de São José', kind: 'public', day: { date: '03-19' }, since: '2002-04-16' },
        { name: 'Criação do Território Federal', kind: 'public', day: { date: '09-13' } },
      ],
    },
    BA: { name: 'Bahia', rules: [{ name: 'Independência da Bahia', kind: 'public', day: { date: '07-02' } }] },
    CE: {
      name: 'Ceará',
      rules: [{ name: 'Data magna do estado', kind: 'public', day: { date: '03-25' }, since: '2011-12-01' }],
    },
    DF: {
      name: 'Distrito Federal',
      rules: [
        { name: 'Fundação de Brasília', kind: 'public', day: { date: '04-21' } },
        { name: 'Dia do Evangélico', kind: 'public', day: { date: '11-30' }, since: '1995-12-04' },
      ],
    },
    ES: {
      name: 'Espírito Santo',
      rules: [{ name: 'Dia de Nossa Senhora da Penha', kind: 'public', day: { easter: 8 }, since: '2019-07-04' }],
    },
    GO: {
      name: 'Goiás',
      rules: [
        { name: 'Fundação da Cidade de Goiás', kind: 'public', day: { date: '07-26' } },
        { name: 'Lançamento da pedra fundamental de Goiânia', kind: 'public', day: { date: '10-24' } },
      ],
      cities: {
        GOIANIA: {
          name: 'Goiânia',
          rules: [{ name: 'Nossa Senhora Auxiliadora', kind: 'public', day: { date: '05-24' }, since: '1956-08-30' }],
        },
      },
    },
    MA: {
      name: 'Maranhão',
      rules: [
        {
          name: 'Adesão do Maranhão à independência do Brasil',
          kind: 'public',
          day: { date: '07-28' },
          since: '1964-10-02',
        },
      ],
    },
    MG: {
      name: 'Minas Gerais',
      rules: [{ name: 'Data magna do estado', kind: 'public', day: { date: '04-21' } }],
      cities: {
        BH: {
          name: 'Belo Horizonte',
          rules: [
            { name: 'Assunção de Nossa Senhora', kind: 'public', day: { date: '08-15' } },
            { name: 'Imaculada Conceição', kind: 'public', day: { date: '12-08' } },
          ],
        },
      },
    },
    MS: {
      name: 'Mato Grosso do Sul',
      rules: [{ name: 'Criação do estado', kind: 'public', day: { date: '10-11' }, since: '1979-10-29' }],
    },
    MT: {
      name: 'Mato Grosso',
      rules: [
        {
          name: 'Dia da Consciência Negra',
          kind: 'public',
          day: { date: '11-20' },
          since: '2002-12-27',
          until: '2023-12-21',
        },
      ],
    },
    PA: {
      name: 'Pará',
      rules: [
        {
          name: 'Adesão do Grão-Pará à independência do Brasil',
          kind: 'public',
          day: { date: '08-15' },
          since: '1996-09-10',
        },
      ],
    },
    PB: {
      name: 'Paraíba',
      rules: [
        { name: 'Homenagem à memória do ex-presidente João Pessoa', kind: 'public', day: { date: '07-26' } },
        { name: 'Nossa Senhora das Neves', kind: 'public', day: { date: '08-05' }, since: '1967-08-30' },
      ],
    },
    PE: {
      name: 'Pernambuco',
      rules: [
        {
          name: 'Revolução Pernambucana de 1817',
          kind: 'public',
          day: { nth: 1, weekday: 0, month: 3 },
          since: '2009-07-02',
        },
      ],
      cities: {
        RE: {
          name: 'Recife',
          rules: [
            { name: 'São João', kind: 'public', day: { date: '06-24' } },
            { name: 'Nossa Senhora do Carmo', kind: 'public', day: { date: '07-16' } },
            { name: 'Nossa Senhora da Conceição', kind: 'public', day: { date: '12-08' } },
          ],
        },
      },
    },
    PI: {
      name: 'Piauí',
      rules: [{ name: 'Dia do Piauí', kind: 'public', day: { date: '10-19' }, since: '1937-01-01' }],
    },
    PR: {
      name: 'Paraná',
      rules: [
        {
          name: 'Emancipação política do estado do Paraná',
          kind: 'public',
          day: { date: '12-19' },
          since: '1962-12-18',
        },
      ],
      cities: {
        CU: {
          name: 'Curitiba',
          rules: [{ name: 'Nossa Senhora da Luz dos Pinhais', kind: 'public', day: { date: '09-08' } }],
        },
      },
    },
    RJ: {
      name: 'Rio de Janeiro',
      rules: [
        { name: 'Carnaval', kind: 'public', day: { easter: -47 }, since: '2008-05-14' },
        { name: 'Dia de São Jorge', kind: 'public', day: { date: '04-23' }, since: '2008-03-05' },
        {
          name: 'Dia da Consciência Negra',
          kind: 'public',
          day: { date: '11-20' },
          since: '2002-11-11',
          until: '2023-12-21',
        },
      ],
      cities: {
        RJ: {
          name: 'Rio de Janeiro',
          rules: [{ name: 'Dia de São Sebastião', kind: 'public', day: { date: '01-20' }, since: '1988-06-27' }],
        },
      },
    },
    RN: {
      name: 'Rio Grande do Norte',
      rules: [{ name: 'Mártires de Cunhaú e Uruaçu', kind: 'public', day: { date: '10-03' }, since: '2006-12-06' }],
    },
    RO: {
      name: 'Rondônia',
      rules: [
        { name: 'Criação do estado', kind: 'public', day: { date: '01-04' }, since: '2010-04-22' },
        { name: 'Dia do evangélico', kind: 'public', day: { date: '06-18' }, since: '2001-12-20' },
      ],
    },
    RR: { name: 'Roraima', rules: [{ name: 'Criação do estado', kind: 'public', day: { date: '10-05' } }] },
    RS: {
      name: 'Rio Grande do Sul',
      rules: [{ name: 'Proclamação da República Rio-Grandense', kind: 'public', day: { date: '09-20' } }],
    },
    SC: {
      name: 'Santa Catarina',
      rules: [
        {
          name: 'Dia de Santa Catarina',
          kind: 'public',
          day: { date: '08-11' },
          since: '2004-01-22',
          until: '2005-07-15',
        },
        { name: 'Dia de Santa Catarina', kind: 'public', day: { date: '08-11', movedTo: 0 }, since: '2005-07-15' },
        {
          name: 'Dia de Santa Catarina de Alexandria',
          kind: 'public',
          day: { date: '11-25' },
          since: '1996-12-26',
          until: '2005-07-15',
        },
        {
          name: 'Dia de Santa Catarina de Alexandria',
          kind: 'public',
          day: { date: '11-25', movedTo: 0 },
          since: '2005-07-15',
        },
      ],
    },
    SE: {
      name: 'Sergipe',
      rules: [{ name: 'Emancipação política de Sergipe', kind: 'public', day: { date: '07-08' } }],
    },
    SP: {
      name: 'São Paulo',
      rules: [
        { name: 'Revolução Constitucionalista', kind: 'public', day: { date: '07-09' }, since: '1997-03-05' },
        {
          name: 'Dia da Consciência Negra',
          kind: 'public',
          day: { date: '11-20' },
          since: '2023-09-12',
          until: '2023-12-21',
        },
      ],
      cities: {
        SP: {
          name: 'São Paulo',
          rules: [
            { name: 'Corpus Christi', kind: 'public', day: { easter: 60 } },
            { name: 'Aniversário da Cidade', kind: 'public', day: { date: '01-25' } },
            { name: 'Dia da Consciência Negra', kind: 'public', day: { date: '11-20' }, since: '2004-01-07' },
          ],
        },
      },
    },
    TO: {
      name: 'Tocantins',
      rules: [
        { name: 'Criação do estado', kind: 'public', day: { date: '10-05' }, since: '1989-11-17' },
        { name: 'Autonomia do Estado', kind: 'public', day: { date: '03-18' }, since: '1998-03-17' },
        { name: 'Nossa Senhora da Natividade', kind: 'public', day: { date: '09-08' }, since: '1993-12-28' },
      ],
    },
  },
};
