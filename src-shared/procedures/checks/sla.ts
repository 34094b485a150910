import type { Path, Problem } from '../problem.ts';
import type { Pack } from '../schema/pack.ts';
import type { SlaClass, SlaPolicy } from '../schema/sla.ts';

/** Policies, classes and limits name what exists and can be kept (S1.3, S1.5, S4.13). */
export function slaChecks(pack: Pack): Problem[] {
  return [
    ...pack.slaClasses.flatMap((one, i) => answersTooLate(one, ['slaClasses', i])),
    ...pack.slaPolicies.flatMap((policy, i) => policyProblems(pack, policy, ['slaPolicies', i])),
    ...limitProblems(pack),
  ];
}

const ids = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);

function unknown(known: readonly string[], id: string, { name, path }: { name: string; path: Path }): Problem[] {
  if (known.includes(id)) return [];
  const way = known.length > 0 ? `Existem: ${known.slice(0, 12).join(', ')}.` : 'Cadastre primeiro o que é citado.';
  return [{ code: 'pack-reference', path, message: `${name} “${id}” não existe`, way }];
}

function problem(path: Path, message: string, way: string): Problem {
  return { code: 'pack-sla', path, message, way };
}

function answersTooLate({ firstAnswer, solution }: SlaClass, path: Path): Problem[] {
  const late =
    ('minutes' in firstAnswer && 'minutes' in solution && firstAnswer.minutes > solution.minutes) ||
    ('days' in firstAnswer && 'days' in solution && firstAnswer.days > solution.days);
  if (!late) return [];
  return [problem(path, 'a primeira resposta tem prazo maior que a solução', 'Diminua “firstAnswer”.')];
}

function policyProblems(pack: Pack, policy: SlaPolicy, path: Path): Problem[] {
  const { when, slaClass, calendar } = policy;
  const lists = { types: 'ticketTypes', categories: 'categories', priorities: 'priorities' } as const;
  const names = { types: 'a classificação', categories: 'a categoria', priorities: 'a prioridade' } as const;
  const named = (['types', 'categories', 'priorities'] as const).flatMap((list) =>
    when[list].flatMap((id, i) =>
      unknown(ids(pack[lists[list]]), id, { name: names[list], path: [...path, 'when', list, i] }),
    ),
  );
  const never =
    when.unclassified && when.types.length > 0 && when.categories.length > 0 && when.priorities.length > 0
      ? [
          problem(
            [...path, 'when'],
            'só serve a chamados sem classificação e pede tipo, categoria e prioridade: nunca serve',
            'Retire “unclassified” ou uma das listas.',
          ),
        ]
      : [];
  return [
    ...unknown(ids(pack.slaClasses), slaClass, { name: 'a classe de SLA', path: [...path, 'slaClass'] }),
    ...(calendar === undefined
      ? []
      : unknown(ids(pack.calendars), calendar, { name: 'o calendário', path: [...path, 'calendar'] })),
    ...named,
    ...never,
  ];
}

function limitProblems(pack: Pack): Problem[] {
  const { limits } = pack;
  const priorities = ids(pack.priorities);
  const priority = (id: string, path: Path) => unknown(priorities, id, { name: 'a prioridade', path });
  const bands = limits.ageingDays.every((days, i) => i === 0 || days > (limits.ageingDays[i - 1] ?? 0));
  return [
    ...(['noNews', 'stuck'] as const).flatMap((limit) =>
      Object.keys(limits[limit].priorities).flatMap((id) => priority(id, ['limits', limit, 'priorities', id])),
    ),
    ...(bands
      ? []
      : [
          problem(
            ['limits', 'ageingDays'],
            'as faixas de idade não estão em ordem crescente',
            'Escreva, por exemplo, 1, 3, 5, 10.',
          ),
        ]),
    ...limits.escalation.flatMap(({ to, when }, i) => {
      const path = ['limits', 'escalation', i];
      const { types, priorities: only, ...thresholds } = when;
      const empty = Object.values(thresholds).every((one) => one === undefined);
      return [
        ...unknown(ids(pack.roles), to, { name: 'o papel', path: [...path, 'to'] }),
        ...types.flatMap((id, j) =>
          unknown(ids(pack.ticketTypes), id, { name: 'a classificação', path: [...path, 'when', 'types', j] }),
        ),
        ...only.flatMap((id, j) => priority(id, [...path, 'when', 'priorities', j])),
        ...(empty
          ? [
              problem(
                [...path, 'when'],
                'não tem limiar: proporia escalar todo chamado',
                'Diga ao menos um de slaPercent, openMinutes, workedMinutes, forwards, reopenings.',
              ),
            ]
          : []),
      ];
    }),
    ...repeatedRules(pack),
  ];
}

function repeatedRules({ limits }: Pack): Problem[] {
  const all = ids(limits.escalation);
  return all.flatMap((id, i) =>
    all.indexOf(id) === i
      ? []
      : [
          {
            code: 'pack-id-repeated',
            path: ['limits', 'escalation', i],
            message: `“${id}” já está no item ${all.indexOf(id) + 1} desta lista`,
            way: 'Dê a cada um o seu próprio nome.',
          },
        ],
  );
}
