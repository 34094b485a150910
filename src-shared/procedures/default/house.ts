import type { PackSource } from '../schema/pack.ts';

/** S5.1 */
export const greetings: PackSource['greetings'] = [
  { from: '05:00', until: '12:00', text: 'Bom dia' },
  { from: '12:00', until: '18:00', text: 'Boa tarde' },
  { from: '18:00', until: '05:00', text: 'Boa noite' },
];

export const skipReasons: PackSource['skipReasons'] = [
  { id: 'ja-informado', label: 'Já informado em outro contato' },
  { id: 'nao-se-aplica', label: 'Não se aplica a este caso' },
  { id: 'cliente-com-pressa', label: 'O cliente não pode esperar' },
  { id: 'ligacao-caiu', label: 'A ligação caiu' },
  { id: 'cliente-desligou', label: 'O cliente desligou' },
  { id: 'orientacao-da-gestao', label: 'Orientação da gestão' },
];

/** S4.2: why a received call has no ticket of its own. */
export const callExplanations: PackSource['callExplanations'] = [
  { id: 'engano', label: 'Engano' },
  { id: 'ligacao-muda', label: 'Ligação muda ou caiu antes de falar' },
  { id: 'ligacao-interna', label: 'Ligação interna da empresa' },
  { id: 'teste-de-linha', label: 'Teste de linha' },
  { id: 'telemarketing', label: 'Oferta de produto ou telemarketing' },
  { id: 'transferida-em-seguida', label: 'Transferida a quem já atendia o cliente' },
  { id: 'registrada-por-colega', label: 'Registrada por outro atendente' },
];

/** S4.3 */
export const complementaryCall: PackSource['complementaryCall'] = {
  article: 7347,
  type: 'solicitacao',
  category: 'contato-complementar',
  priority: 'baixa',
};
