/** Ways through the default flow, as data: what each branch of S5 asks for, and where it ends. */
import type { Leg } from '../pages/attendance.ts';

export const answered: Leg = { step: 'atender', answers: { contato: 'Maria Souza' }, exit: 'identificado' };
export const approached: Leg = {
  step: 'abordagem',
  answers: { pontos: 'Não emite nota desde ontem, erro 225 na tela' },
  exit: 'seguir',
};
export const upToDate: Leg = { step: 'debito', exit: 'em-dia' };
export const recorded: Leg = {
  step: 'ocorrencia',
  answers: {
    assunto: 'Nota fiscal não é emitida',
    descricao: 'Ao emitir a nota, o sistema mostra o erro 225.',
    tipo: 'incidente',
    categoria: 'erro-no-sistema',
    impede: true,
    entrega: false,
  },
  exit: 'registrada',
};
export const sureHow = { 'muda-evento': false, estimativa: 5, certeza: 'certeza' };
export const solvedNow: Leg = { step: 'analise', answers: sureHow, exit: 'solucao-imediata' };
export const solved: Leg = {
  step: 'solucao-imediata',
  answers: { solucao: 'Certificado renovado e nota emitida.', explicado: ['ocorrido', 'solucao'] },
  exit: 'resolvido',
};
export const takenInside: Leg = {
  step: 'analise',
  answers: { 'muda-evento': false, estimativa: 60, certeza: 'nao-sei', urgencia: 'nenhuma' },
  exit: 'pegar-para-analise-interna',
  parks: true,
};
export const tested = {
  testes: { 'banco-do-cliente:atual': 'ocorre', 'nosso-banco:atual': 'nao-ocorre' },
  procedimentos: 'Comparados os dois bancos com o mesmo executável.',
};
export const checked = [
  'ocorrencia-definida',
  'testado-banco-cliente',
  'testado-nosso-banco',
  'procedimentos-anotados',
  'prazo-e-urgencia',
];
export const passedToLead: Leg = { step: 'analise-do-banco', answers: tested, exit: 'passar-a-supervisao' };

/** The closing texts of the three types, by the words they ask with (S1.9). */
export const CLOSINGS = {
  incidente: {
    'O que ocorreu': 'Certificado vencido',
    Solução: 'Certificado renovado',
    'Conferido com (nome)': 'Maria Souza',
  },
  solicitacao: { 'O que foi feito': 'Registro conferido', 'Confirmado com (nome)': 'Maria Souza' },
  mudanca: {
    'O que mudou': 'Servidor trocado',
    'Quando foi realizada': 'Sábado, das 8h às 12h',
    'Como foi verificada': 'Emissão de teste',
    'Como voltar atrás': 'Ligar o servidor antigo',
    'Aprovada por (nome)': 'João Prado',
  },
} as const;

export function closedAs(type: keyof typeof CLOSINGS, answers: Leg['answers'] = {}): Leg {
  return { step: 'finalizacao', answers: { ...answers, encerramento: { ...CLOSINGS[type] } }, exit: 'encerrar' };
}

/** From the greeting to a step, with a customer who owes nothing. */
export const toOccurrence = [answered, approached, upToDate] as const;
export const toAnalysis = [...toOccurrence, recorded] as const;
export const toSolution = [...toAnalysis, solvedNow] as const;
export const toClosing = [...toSolution, solved] as const;
