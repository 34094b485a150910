import type { Refusal } from '../domain/refusal.ts';
import type { Pack } from './schema/pack.ts';

export type Path = readonly PropertyKey[];

/** One thing that keeps a pack from being used. `message` begins in lower case: the place goes before it. */
export interface Problem {
  code: string;
  path: Path;
  message: string;
  /** What to do, in pt-BR. */
  way?: string;
}

/** Looks at one side of a well-formed pack. */
export type Check = (pack: Pack) => Problem[];

/** More than these are counted and not listed: nobody reads on, and a hostile pack costs no more. */
export const MAX_PROBLEMS = 200;

/** The problems as refusals, each with its place in words: "fluxo “x” › passo “y” › saída 2: …". */
export function refusalsOf(problems: readonly Problem[], source: unknown): Refusal[] {
  const listed = problems.slice(0, MAX_PROBLEMS).map(({ code, path, message, way }): Refusal => {
    const place = placeInWords(source, path);
    return { code, field: path.map(String).join('.'), message: place === '' ? message : `${place}: ${message}`, way };
  });
  const rest = problems.length - listed.length;
  if (rest > 0) listed.push({ code: 'pack-more-problems', message: `Há mais ${rest} problema(s) além destes.` });
  return listed;
}

const NAMES: Readonly<Record<string, string>> = {
  flows: 'fluxo',
  steps: 'passo',
  exits: 'saída',
  fields: 'campo',
  scripts: 'fala',
  effects: 'efeito',
  options: 'opção',
  items: 'item',
  rows: 'linha',
  columns: 'coluna',
  results: 'resultado',
  roles: 'papel',
  queues: 'fila',
  boards: 'aba',
  admission: 'regra de admissão',
  calendars: 'calendário',
  week: 'semana',
  sunday: 'domingo',
  monday: 'segunda-feira',
  tuesday: 'terça-feira',
  wednesday: 'quarta-feira',
  thursday: 'quinta-feira',
  friday: 'sexta-feira',
  saturday: 'sábado',
  holidays: 'feriados',
  ownDays: 'dia próprio',
  closed: 'período fechado',
  open: 'período aberto',
  slaClasses: 'classe de SLA',
  slaPolicies: 'política de SLA',
  breachReasons: 'motivo de atraso',
  limits: 'limites',
  noNews: 'sem retorno',
  stuck: 'sem movimento',
  bouncing: 'idas e vindas',
  ageingDays: 'faixas de idade',
  escalation: 'regra de escalonamento',
  sensitiveData: 'dados sensíveis',
  priorities: 'prioridade',
  ticketTypes: 'classificação',
  categories: 'categoria',
  cannedTexts: 'auto-texto',
  asks: 'pergunta',
  articles: 'artigo',
  wordRules: 'regra de linguagem',
  words: 'palavra',
  greetings: 'saudação',
  skipReasons: 'motivo de pular',
  callExplanations: 'explicação de ligação',
  complementaryCall: 'ligação complementar',
  callFlow: 'fluxo das ligações',
  timeBox: 'limite de tempo',
  skip: 'pular',
  when: 'condição',
  derive: 'valor proposto',
  required: 'obrigatoriedade',
  outOfScope: 'fora do escopo',
  service: 'serviço',
  types: 'por classificação',
  changePlan: 'plano de mudança',
  suspensionReasons: 'motivo de suspensão',
  reopeningReasons: 'motivo de reabertura',
  activityReasons: 'motivo de atividade',
  contactMeans: 'meio de contato',
  contactOutcomes: 'resultado de contato',
};

/** These are counted on screen, so their number is said besides their id. */
const NUMBERED = new Set(['exits', 'scripts', 'effects', 'admission', 'words']);

/** Where a path leads in a pack, as people call it. */
export function placeInWords(source: unknown, path: Path): string {
  const words: string[] = [];
  let here = source;
  for (const [i, key] of path.entries()) {
    const before = path[i - 1];
    here = child(here, key);
    if (typeof key === 'number' && typeof before === 'string') {
      words.push(`${words.pop() ?? ''} ${itemName(before, key, here)}`.trim());
    } else words.push(NAMES[String(key)] ?? `“${String(key)}”`);
  }
  return words.join(' › ');
}

function child(here: unknown, key: PropertyKey): unknown {
  if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
  return (here as Record<PropertyKey, unknown>)[key];
}

function itemName(list: string, index: number, item: unknown): string {
  const id = child(item, 'id') ?? child(item, 'number');
  const named = typeof id === 'string' || typeof id === 'number' ? `“${String(id).slice(0, 64)}”` : '';
  if (named === '') return String(index + 1);
  return NUMBERED.has(list) ? `${index + 1} ${named}` : named;
}
