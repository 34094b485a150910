import type { PackSource } from '../schema/pack.ts';

/** S1.9: one closing text for each type, with the data it asks for. */
const closings: PackSource['cannedTexts'] = [
  {
    id: 'encerramento-incidente',
    key: 'enc-incidente',
    title: 'Encerramento - Incidente',
    use: 'closing',
    body: 'Prezado(a) cliente, o incidente do protocolo {{ticket.protocol}} foi solucionado.\n\nO que ocorreu: {?causa}\nSolução: {?solucao}\nConferido com: {?conferido-com}\n\nPermanecemos à disposição.\n{{agent.name}} · {{company}}',
    asks: [
      { id: 'causa', label: 'O que ocorreu', long: true },
      { id: 'solucao', label: 'Solução', long: true },
      { id: 'conferido-com', label: 'Conferido com (nome)' },
    ],
  },
  {
    id: 'encerramento-solicitacao',
    key: 'enc-solicitacao',
    title: 'Encerramento - Solicitação',
    use: 'closing',
    body: 'Prezado(a) cliente, a solicitação do protocolo {{ticket.protocol}} foi atendida.\n\nO que foi feito: {?feito}\nConfirmado com: {?confirmado-com}\nObservações: {?observacoes}\n\nPermanecemos à disposição.\n{{agent.name}} · {{company}}',
    asks: [
      { id: 'feito', label: 'O que foi feito', long: true },
      { id: 'confirmado-com', label: 'Confirmado com (nome)' },
      { id: 'observacoes', label: 'Observações', required: false, long: true },
    ],
  },
  {
    id: 'encerramento-mudanca',
    key: 'enc-mudanca',
    title: 'Encerramento - Mudança',
    use: 'closing',
    body: 'Prezado(a) cliente, a mudança do protocolo {{ticket.protocol}} foi concluída.\n\nO que mudou: {?mudou}\nRealizada em: {?janela}\nComo foi verificada: {?verificacao}\nComo voltar atrás, se preciso: {?volta}\nAprovada por: {?aprovada-por}\n\nPermanecemos à disposição.\n{{agent.name}} · {{company}}',
    asks: [
      { id: 'mudou', label: 'O que mudou', long: true },
      { id: 'janela', label: 'Quando foi realizada' },
      { id: 'verificacao', label: 'Como foi verificada', long: true },
      { id: 'volta', label: 'Como voltar atrás', long: true },
      { id: 'aprovada-por', label: 'Aprovada por (nome)' },
    ],
  },
];

const reply = (id: string, title: string, body: string): PackSource['cannedTexts'][number] => ({
  id,
  key: id,
  title,
  use: 'reply',
  body: `Prezado(a) {{customer.name}},\n\n${body}\n\nProtocolo: {{ticket.protocol}}\n{{agent.name}} · {{company}}`,
});

const replies: PackSource['cannedTexts'] = [
  reply(
    'em-andamento',
    'Em andamento (sem retorno)',
    'O seu chamado continua em análise pela nossa equipe. Assim que houver novidade, entraremos em contato.',
  ),
  reply(
    'tentativa-de-contato',
    'Tentativa de contato',
    'Tentamos contato por telefone e não conseguimos falar. Por favor, retorne quando puder ou responda com o melhor horário.',
  ),
  {
    ...reply(
      'aguardando-cliente',
      'Aguardando retorno do cliente',
      'Para dar andamento ao seu chamado, precisamos de: {?precisamos}.\n\nO prazo do atendimento fica suspenso até a sua resposta.',
    ),
    asks: [{ id: 'precisamos', label: 'O que precisamos do cliente', long: true }],
  },
  {
    ...reply(
      'aguardando-fornecedor',
      'Aguardando fornecedor',
      'O seu chamado depende de retorno de {?fornecedor}, previsto para {?previsao}. Acompanharemos e avisaremos.',
    ),
    asks: [
      { id: 'fornecedor', label: 'Fornecedor' },
      { id: 'previsao', label: 'Previsão' },
    ],
  },
  reply(
    'ordem-de-servico',
    'Número da O.S.',
    'Para o seu atendimento foi registrada a O.S. {{workOrder.number}}. Com este número é possível acompanhar o andamento.',
  ),
  reply(
    'os-liberada',
    'O.S. liberada em executável',
    'A O.S. {{workOrder.number}} foi liberada no executável {{workOrder.release}}. Podemos combinar um horário para a atualização?',
  ),
  {
    ...reply('retorno-agendado', 'Retorno agendado', 'Confirmamos o nosso contato para {?horario}, como combinado.'),
    asks: [{ id: 'horario', label: 'Dia e horário' }],
  },
  reply(
    'fora-do-escopo',
    'Fora do escopo do Suporte',
    'O assunto relatado não faz parte do atendimento do Suporte. Orientamos que procure: {{category.outOfScope.addressee}}.',
  ),
  reply(
    'nao-localizado',
    'Encerramento por falta de contato',
    'Fizemos várias tentativas de contato sem sucesso. Se ainda precisar, ligue e informe o protocolo abaixo: retomaremos de onde paramos.',
  ),
];

export const cannedTexts: PackSource['cannedTexts'] = [...closings, ...replies];
