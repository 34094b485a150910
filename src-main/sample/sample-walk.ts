import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { SampleCall } from './sample-calls.ts';

/** One step of a call: what is answered, how long it took, and by which exit it is left (`null`: it is still there). */
export interface SampleStep {
  stepId: string;
  answers: Record<string, JsonValue>;
  notes: string;
  minutes: number;
  exitId: string | null;
}

/** How a call of the sample goes: most are solved on the line. */
export type SampleCourse = 'solved' | 'billing' | 'callback' | 'internal' | 'open' | 'out-of-scope';

export interface WalkOptions {
  course: SampleCourse;
  standing: 'em-dia' | 'em-debito' | 'desconhecida';
  /** ISO instant agreed for a call back. */
  callbackAt: string;
}

/** A call walked through the default pack's flow (S5): steps, answers and exits by their ids there. */
export function sampleWalk(call: SampleCall, { course, standing, callbackAt }: WalkOptions): SampleStep[] {
  const steps: SampleStep[] = [
    step('atender', { contato: call.caller }, { minutes: 1, exitId: 'identificado' }),
    step('abordagem', { pontos: call.description }, { minutes: 2, exitId: 'seguir' }),
    ...debt(course, standing),
  ];
  if (course === 'billing')
    return [
      ...steps,
      closing({ feito: 'Ligação transferida ao Departamento Financeiro.', 'confirmado-com': call.caller }),
    ];
  steps.push(
    step(
      'ocorrencia',
      {
        assunto: call.subject,
        descricao: call.description,
        tipo: call.type,
        categoria: call.category,
        ...priority(call.priority),
      },
      { minutes: 2, exitId: course === 'out-of-scope' ? 'fora-do-escopo' : 'registrada' },
    ),
  );
  if (course === 'out-of-scope') return [...steps, closing(closingData(call))];
  return [...steps, ...rest(call, course, callbackAt)];
}

function rest(call: SampleCall, course: SampleCourse, callbackAt: string): SampleStep[] {
  const plan: Record<string, JsonValue> =
    call.type === 'mudanca'
      ? {
          'plano-janela': 'Após as 18h, com o cliente fora do sistema',
          'plano-risco': 'Baixo: há cópia de segurança do dia',
          'plano-volta': 'Restaurar a cópia feita antes da mudança',
        }
      : {};
  const base = { 'muda-evento': false, ...plan };
  switch (course) {
    case 'callback':
      return [
        step(
          'analise',
          { ...base, estimativa: 45, certeza: 'certeza', disponibilidade: 'agendar', retorno: callbackAt },
          { minutes: 4, exitId: 'agendar-retorno' },
        ),
        step('solucao-imediata', {}, { minutes: 0, exitId: null }),
      ];
    case 'internal':
      return [
        step(
          'analise',
          {
            ...base,
            estimativa: 120,
            certeza: 'nao-sei',
            urgencia: 'nenhuma',
            procedimentos: 'Reproduzido com o cliente na linha. Sem causa aparente nos cadastros.',
          },
          { minutes: 12, exitId: 'pegar-para-analise-interna' },
        ),
        step('analise-do-banco', { testes: { 'banco-do-cliente:atual': 'ocorre' } }, { minutes: 0, exitId: null }),
      ];
    default:
      return [
        step('analise', { ...base, estimativa: 10, certeza: 'certeza' }, { minutes: 5, exitId: 'solucao-imediata' }),
        step(
          'solucao-imediata',
          { solucao: call.solution, explicado: ['ocorrido', 'solucao', 'conferido'] },
          { minutes: 6, exitId: 'resolvido' },
        ),
        course === 'open'
          ? step(
              'finalizacao',
              { pendencia: 'Cliente confirma amanhã se ficou como esperava.' },
              { minutes: 1, exitId: 'manter-aberto' },
            )
          : closing(closingData(call)),
      ];
  }
}

function debt(course: SampleCourse, standing: WalkOptions['standing']): SampleStep[] {
  if (standing === 'em-dia') return [step('debito', {}, { minutes: 1, exitId: 'em-dia' })];
  const confirmed = course === 'billing';
  return [
    step(
      'debito',
      { confirmado: confirmed, 'quem-confirmou': 'Plantão do Financeiro' },
      { minutes: 3, exitId: confirmed ? 'confirmado' : 'nao-confirmado' },
    ),
  ];
}

/** S2.4: the two questions that give the priority. */
function priority(wanted: SampleCall['priority']): Record<string, JsonValue> {
  if (wanted === 'baixa') return { impede: false };
  return { impede: true, entrega: wanted === 'alta' };
}

function closingData(call: SampleCall): Record<string, string> {
  switch (call.type) {
    case 'incidente':
      return { causa: call.description, solucao: call.solution, 'conferido-com': call.caller };
    case 'solicitacao':
      return { feito: call.solution, 'confirmado-com': call.caller };
    case 'mudanca':
      return {
        mudou: call.solution,
        janela: 'Durante a ligação',
        verificacao: 'Conferido com o cliente na linha',
        volta: 'Restaurar a cópia feita antes da mudança',
        'aprovada-por': call.caller,
      };
  }
}

const closing = (asked: Record<string, string>) =>
  step('finalizacao', { encerramento: asked }, { minutes: 1, exitId: 'encerrar' });

function step(
  stepId: string,
  answers: Record<string, JsonValue>,
  { minutes, exitId }: { minutes: number; exitId: string | null },
): SampleStep {
  return { stepId, answers, notes: '', minutes, exitId };
}
