import type { PackSource } from '../schema/pack.ts';

/** S2.4 */
export const priorities: PackSource['priorities'] = [
  {
    id: 'alta',
    label: 'Alta',
    definition: 'Incidente que impossibilita o seguimento da ação e impacta em uma operação que geraria entrega.',
    slaClass: 'urgente',
    rank: 1,
  },
  {
    id: 'media',
    label: 'Média',
    definition:
      'Incidente ou dúvida que impossibilita o seguimento da ação, mas não impacta em uma operação que geraria entrega.',
    slaClass: '4-horas',
    rank: 2,
  },
  {
    id: 'baixa',
    label: 'Baixa',
    definition: 'Dúvida que não altera o fluxo das ações.',
    slaClass: '24-horas',
    rank: 3,
  },
];

/** S1.7 */
export const ticketTypes: PackSource['ticketTypes'] = [
  {
    id: 'incidente',
    label: 'Incidente',
    definition: 'Tudo que em algum momento estava funcionando e parou de funcionar.',
    closingText: 'encerramento-incidente',
  },
  {
    id: 'solicitacao',
    label: 'Solicitação',
    definition: 'Toda solicitação que não envolve grande mudança no ambiente.',
    closingText: 'encerramento-solicitacao',
  },
  {
    id: 'mudanca',
    label: 'Mudança',
    definition: 'Solicitação que envolve grande mudança no ambiente e precisa de planejamento.',
    closingText: 'encerramento-mudanca',
  },
];

const whatHappened = [
  'O que o cliente queria fazer',
  'O que aconteceu e a mensagem exata',
  'Desde quando',
  'Quem é afetado',
];
const decline = (what: string) =>
  `Sr.(a), ${what} não faz parte do atendimento do Suporte. Vou lhe orientar sobre quem pode ajudar e deixar este contato registrado.`;

export const categories: PackSource['categories'] = [
  {
    id: 'duvida-de-uso',
    label: 'Dúvida de uso',
    checklist: ['Tela ou rotina', 'O que o cliente queria fazer', 'Até onde conseguiu chegar'],
  },
  {
    id: 'erro-no-sistema',
    label: 'Erro no sistema',
    checklist: [...whatHappened, 'Versão do executável', 'Se ocorre em outra máquina ou usuário'],
  },
  {
    id: 'lentidao',
    label: 'Lentidão',
    checklist: [...whatHappened, 'Se é em toda a rede ou em uma máquina', 'Horários em que piora'],
  },
  { id: 'cadastro', label: 'Cadastro', checklist: ['Qual cadastro', 'Código ou documento', 'Campo e valor esperado'] },
  {
    id: 'fiscal',
    label: 'Fiscal e documentos eletrônicos',
    checklist: [
      'Número e série do documento',
      'Código e texto da rejeição',
      'Ambiente (produção ou homologação)',
      'Prazo de entrega',
    ],
  },
  {
    id: 'relatorios',
    label: 'Relatórios',
    checklist: ['Qual relatório', 'Filtros e período usados', 'Valor esperado e valor obtido'],
  },
  {
    id: 'eventos-e-lancamentos',
    label: 'Eventos e lançamentos',
    checklist: [
      'Qual evento ou lançamento',
      'Período',
      'O que já foi fechado ou entregue',
      'O que a mudança pode acarretar',
    ],
  },
  {
    id: 'integracao',
    label: 'Integrações',
    checklist: [...whatHappened, 'Sistema do outro lado', 'Último envio com sucesso'],
  },
  {
    id: 'acesso',
    label: 'Acesso e senhas',
    checklist: ['Usuário', 'O que aparece ao entrar', 'Quem autoriza a liberação'],
  },
  {
    id: 'atualizacao',
    label: 'Atualização de versão',
    checklist: ['Versão em uso', 'Versão desejada', 'Janela combinada', 'Cópia de segurança feita'],
  },
  {
    id: 'instalacao',
    label: 'Instalação',
    checklist: ['Máquina e sistema operacional', 'Quem acompanha no local', 'Horário combinado'],
    articles: [7037],
  },
  {
    id: 'treinamento',
    label: 'Treinamento',
    checklist: ['Rotinas a treinar', 'Quantas pessoas', 'Horário combinado'],
    articles: [7037],
  },
  {
    id: 'nova-demanda',
    label: 'Nova demanda de cliente recorrente',
    checklist: ['O que se quer obter', 'Para quando', 'Quem aprova'],
  },
  { id: 'financeiro', label: 'Financeiro', checklist: ['O que o Financeiro respondeu'] },
  {
    id: 'contato-complementar',
    label: 'Contato complementar',
    checklist: ['Protocolo a que se refere'],
    articles: [7347],
  },
  {
    id: 'infraestrutura-rede',
    label: 'Infraestrutura: rede e internet',
    outOfScope: {
      script: decline('a manutenção de rede e internet'),
      addressee: 'o responsável pela rede da empresa ou o provedor de internet',
    },
    checklist: ['O que parou', 'Quem cuida da rede na empresa'],
  },
  {
    id: 'infraestrutura-servidores',
    label: 'Infraestrutura: servidores e backups',
    outOfScope: {
      script: decline('a manutenção de servidores e cópias de segurança'),
      addressee: 'o responsável de TI da empresa ou a empresa que cuida do servidor',
    },
    checklist: ['O que parou', 'Quem cuida do servidor'],
  },
  {
    id: 'infraestrutura-equipamentos',
    label: 'Infraestrutura: computadores e impressoras',
    outOfScope: {
      script: decline('a manutenção de computadores, impressoras e outros equipamentos'),
      addressee: 'a assistência técnica do equipamento ou o responsável de TI da empresa',
    },
    checklist: ['Qual equipamento', 'Quem dá assistência'],
  },
];
