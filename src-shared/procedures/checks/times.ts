import { covers } from '../../domain/flow/facts-for.ts';
import type { Path, Problem } from '../problem.ts';
import type { Step } from '../schema/flow.ts';
import type { Pack } from '../schema/pack.ts';

/** Time boxes can be obeyed, and every minute of the day has its greeting (S5.1, S5.5, S5.7). */
export function timeChecks(pack: Pack): Problem[] {
  return [
    ...greetingGaps(pack),
    ...pack.flows.flatMap(({ steps }, i) =>
      steps.flatMap((step, j) => timeBox(step, ['flows', i, 'steps', j, 'timeBox'])),
    ),
  ];
}

function problem(path: Path, message: string, way: string): Problem {
  return { code: 'pack-time', path, message, way };
}

function timeBox(step: Step, path: Path): Problem[] {
  const box = step.timeBox;
  if (!box) return [];
  const problems: Problem[] = [];
  if (box.warnAfterMinutes >= box.limitMinutes) {
    problems.push(
      problem(
        path,
        `avisa aos ${box.warnAfterMinutes} minutos, que não vêm antes do limite de ${box.limitMinutes}`,
        'Avise antes do limite.',
      ),
    );
  }
  const known = new Set(step.exits.map(({ id }) => id));
  const named = {
    exits: box.exits,
    restartsAfter: box.restartsAfter,
    automaticExit: box.automaticExit ? [box.automaticExit] : [],
  };
  for (const [key, exits] of Object.entries(named)) {
    for (const exit of exits.filter((id) => !known.has(id))) {
      problems.push(
        problem([...path, key], `a saída “${exit}” não existe neste passo`, `Existem: ${[...known].join(', ')}.`),
      );
    }
  }
  return [...problems, ...automaticExit(step, path)];
}

function automaticExit(step: Step, path: Path): Problem[] {
  const id = step.timeBox?.automaticExit;
  const exit = step.exits.find((one) => one.id === id);
  if (!id || !exit) return [];
  const at = [...path, 'automaticExit'];
  const problems: Problem[] = [];
  if (!step.timeBox?.exits.includes(id)) {
    problems.push(problem(at, `a saída automática “${id}” não está entre as saídas do limite`, 'Inclua-a em “exits”.'));
  }
  if (exit.needs === 'fields') {
    problems.push(
      problem(at, `a saída automática “${id}” exige campos preenchidos`, 'Use needs “none”: a estação a toma sozinha.'),
    );
  }
  if (exit.effects.some(({ kind }) => kind === 'transfer' || kind === 'schedule-callback' || kind === 'close')) {
    problems.push(
      problem(
        at,
        `a saída automática “${id}” transfere, agenda ou encerra, e isso só uma pessoa faz`,
        'Retire esses efeitos dela.',
      ),
    );
  }
  return problems;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

function greetingGaps(pack: Pack): Problem[] {
  const wrong = pack.greetings.flatMap(({ from, until }, i) =>
    [from, until]
      .filter((time) => !TIME.test(time))
      .map((time) => problem(['greetings', i], `“${time}” não é uma hora que exista`, 'Escreva de 00:00 a 23:59.')),
  );
  if (wrong.length > 0) return wrong;
  for (let minute = 0; minute < 24 * 60; minute++) {
    const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    if (pack.greetings.some((one) => covers(one, time))) continue;
    return [problem(['greetings'], `às ${time} não há saudação`, 'Estenda uma das saudações até essa hora.')];
  }
  return [];
}
