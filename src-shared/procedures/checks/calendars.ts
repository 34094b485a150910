import { minuteOf, spansOf } from '../../domain/calendar/day-plan.ts';
import { holidayPlaces } from '../../domain/calendar/holidays.ts';
import { parseDate } from '../../domain/calendar/local-date.ts';
import { lengthOf, united } from '../../domain/calendar/spans.ts';
import { knowsTimeZone } from '../../domain/calendar/time-zone.ts';
import type { Path, Problem } from '../problem.ts';
import { type Calendar, type OwnDay, type Period, WEEKDAYS } from '../schema/calendar.ts';
import type { Pack } from '../schema/pack.ts';

/** Every calendar has hours, in a zone and a place that exist (S4.13). */
export function calendarChecks(pack: Pack): Problem[] {
  return [
    ...pack.calendars.flatMap((calendar, i) => calendarProblems(calendar, ['calendars', i])),
    ...claimedTwice(pack.calendars, 'units', 'a unidade'),
    ...claimedTwice(pack.calendars, 'plans', 'o plano'),
  ];
}

function problem(path: Path, message: string, way: string): Problem {
  return { code: 'pack-calendar', path, message, way };
}

function calendarProblems(calendar: Calendar, path: Path): Problem[] {
  const problems: Problem[] = [];
  if (!knowsTimeZone(calendar.timeZone)) {
    problems.push(
      problem(
        [...path, 'timeZone'],
        `o fuso “${calendar.timeZone}” não existe`,
        'Escreva, por exemplo, America/Sao_Paulo.',
      ),
    );
  }
  for (const weekday of WEEKDAYS) {
    problems.push(...periodProblems(calendar.week[weekday], [...path, 'week', weekday]));
  }
  if (WEEKDAYS.every((weekday) => lengthOf(spansOf(calendar.week[weekday])) === 0)) {
    problems.push(
      problem(
        [...path, 'week'],
        'a semana não tem nenhuma hora: nenhum prazo acabaria',
        'Escreva ao menos um período.',
      ),
    );
  }
  return [...problems, ...placeProblems(calendar, path), ...ownDayProblems(calendar.ownDays, [...path, 'ownDays'])];
}

function periodProblems(periods: readonly Period[], path: Path): Problem[] {
  const backwards = periods.flatMap(({ from, until }, i) =>
    minuteOf(from) < minuteOf(until)
      ? []
      : [
          problem(
            [...path, i],
            `o período de ${from} a ${until} termina antes de começar`,
            'O que passa da meia-noite se escreve em dois: até 24:00 e, no dia seguinte, desde 00:00.',
          ),
        ],
  );
  if (backwards.length > 0) return backwards;
  const spans = periods.map(({ from, until }) => ({ from: minuteOf(from), to: minuteOf(until) }));
  if (lengthOf(united(spans)) === lengthOf(spans)) return [];
  return [problem(path, 'dois períodos do mesmo dia se sobrepõem', 'Junte-os em um ou corrija as horas.')];
}

function placeProblems({ holidays }: Calendar, path: Path): Problem[] {
  if (!holidays) return [];
  const at = [...path, 'holidays'];
  const places = holidayPlaces();
  const state = places.find(({ id }) => id === holidays.state);
  if (holidays.state !== undefined && !state) {
    const known = places.map(({ id }) => id).join(', ');
    return [problem([...at, 'state'], `o estado “${holidays.state}” não existe`, `Use a sigla: ${known}.`)];
  }
  if (holidays.city === undefined || state?.cities.some(({ id }) => id === holidays.city)) return [];
  const known = (state?.cities ?? []).map(({ id, name }) => `${id} (${name})`).join(', ');
  const way =
    known === ''
      ? 'Deixe só o estado e escreva os feriados da cidade em “ownDays”.'
      : `Conhecidas: ${known}. Os feriados de outra cidade se escrevem em “ownDays”.`;
  return [problem([...at, 'city'], `os feriados da cidade “${holidays.city}” não são conhecidos`, way)];
}

/** A leap year, so that 29 February is a date. */
const SOME_LEAP_YEAR = '2024-';

function ownDayProblems(ownDays: readonly OwnDay[], path: Path): Problem[] {
  const first = new Map<string, number>();
  return ownDays.flatMap(({ date, closed, open }, i) => {
    const problems: Problem[] = [];
    if (parseDate(date.length === 5 ? SOME_LEAP_YEAR + date : date) === null) {
      problems.push(problem([...path, i, 'date'], `“${date}” não é uma data que exista`, 'Confira o dia e o mês.'));
    }
    const before = first.get(date);
    if (before === undefined) first.set(date, i);
    else {
      problems.push(
        problem([...path, i], `“${date}” já está no item ${before + 1} desta lista`, 'Fique com um dos dois.'),
      );
    }
    if (closed && open) {
      problems.push(
        problem([...path, i], 'diz ao mesmo tempo o que fecha e o que abre', 'Fique com “closed” ou com “open”.'),
      );
    }
    return [
      ...problems,
      ...periodProblems(closed ?? [], [...path, i, 'closed']),
      ...periodProblems(open ?? [], [...path, i, 'open']),
    ];
  });
}

/** Of two calendars for one unit nobody could say which counts. */
function claimedTwice(calendars: readonly Calendar[], list: 'units' | 'plans', name: string): Problem[] {
  const first = new Map<string, string>();
  return calendars.flatMap((calendar, i) =>
    calendar[list].flatMap((id, j) => {
      const other = first.get(id);
      if (other === undefined) first.set(id, calendar.id);
      return other === undefined || other === calendar.id
        ? []
        : [
            problem(
              ['calendars', i, list, j],
              `${name} “${id}” já vive pelo calendário “${other}”`,
              'Fique com um deles.',
            ),
          ];
    }),
  );
}
