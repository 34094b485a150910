import type { PackSource } from '../schema/pack.ts';

const paragraphs = (...lines: string[]) => lines.join('\n\n');

/** S1.16: the house's own procedures, as the five source texts tell them. */
export const articles: PackSource['articles'] = [
  {
    number: 7347,
    title: 'Ligação complementar a uma OC já registrada',
    keywords: ['encerramento', 'interação', 'ocorrência aberta', 'duplicada'],
    body: paragraphs(
      'Para cada ligação recebida há um registro de OC, mesmo que o cliente já tenha uma OC aberta: quem atende 15 ligações registra 15 OCs.',
      'Quando a ligação é apenas uma interação complementar sobre uma OC já registrada, abre-se uma nova OC ligada a ela, anota-se o contato nas duas e a nova é encerrada com este FAQ.',
      'Assim o histórico fica completo e o fechamento da interação pode ser rastreado.',
    ),
  },
  {
    number: 7037,
    title: 'Atendimento com horário marcado',
    keywords: ['agendamento', 'agenda', 'vaga', 'reserva', 'Portal Estratégico'],
    body: paragraphs(
      '1. Abra o Agendamento técnico.',
      '2. Veja as vagas disponíveis por horário.',
      '3. Crie a OC com o horário disponível.',
      '4. Salve. Sem rede, o horário fica provisório até a central confirmar.',
    ),
  },
  {
    number: 7367,
    title: "SLA's de atendimento",
    keywords: ['prazo', 'vencimento', 'atraso', 'suspensão', 'calendário', 'SLA'],
    body: paragraphs(
      'Classes: IS (imediato), Urgente, 2 horas, 4 horas, 24 horas, 72 horas e 10 dias.',
      'O prazo conta no calendário da política (horários, feriados nacionais e locais) e para enquanto o chamado está suspenso.',
      'Se o prazo não for cumprido, o motivo é registrado no chamado.',
    ),
  },
  {
    number: 1001,
    title: 'Roteiro: Fluxograma Suporte Técnico',
    body: paragraphs(
      '1 · Atender. Saudação com o nome da empresa, o seu nome e “Bom dia”, “Boa tarde” ou “Boa noite”. Filtre quem está falando: código de cliente e nome completo.',
      '2 · Abordagem. Levante as informações, ouça e anote os pontos importantes: empresa, funcionário, plano e o que mais puder fazer parte da solução. Facilite; não confunda ainda mais o cliente.',
      '3 · Débito. Se o cliente está em débito, confirme primeiro com o Financeiro. Confirmado, volte à ligação e transfira: pessoa física para uma fila, pessoa jurídica para a outra.',
      '4 · Ocorrência. Anote em detalhe todos os dados levantados, sem gírias nem palavras antiéticas: o texto vai ao e-mail do cliente.',
      '5 · Análise. Verifique as formas de solucionar e o que uma mudança de evento ou lançamento pode acarretar. Demorado, mas certo: combine fazer agora ou agendar. Sem saber, e mesmo com o monitor, em 15 a 20 minutos: tente outro procedimento ou pegue para análise interna.',
      '6 · Solução imediata. Anote no campo Solução todos os procedimentos efetuados e explique ao cliente o ocorrido e a solução.',
      '5.1 · Análise do banco. Com prazo e urgência anotados, teste no banco do cliente e no nosso, em executáveis anteriores ou futuros. No máximo 24 horas.',
      '5.2 · Análise da supervisão. Tudo definido e testado; a monitoria passa a O.S. ou a forma de finalização.',
      '5.3 · O.S. / Executável. Havendo O.S. em aberto, veja se já foi liberada ou se há prazo. Em urgência, analise com o monitor.',
      '7 · Finalização. Em casos não urgentes, passe ao cliente o número da O.S. para que possa acompanhar.',
      'Em cada passo, anote no chamado os procedimentos e testes realizados.',
    ),
  },
  {
    number: 1002,
    title: 'Prioridades e abertura de solicitação',
    body: paragraphs(
      'Alta: incidente que impossibilita o seguimento da ação e impacta em uma operação que geraria entrega.',
      'Média: incidente ou dúvida que impossibilita o seguimento da ação, mas não impacta em uma operação que geraria entrega.',
      'Baixa: dúvida que não altera o fluxo das ações.',
      'Ao abrir: assunto (título resumido), contato, atribuir para (se não souber, vazio), departamento, prioridade, corpo detalhado (a primeira resposta já deve poder resolver) e anexos.',
      'Dê andamento primeiro ao que já está em verificação; depois ao novo, por prioridade e do mais antigo ao mais novo.',
      'O Suporte não faz manutenção nem ajuste de infraestrutura de clientes.',
    ),
  },
  {
    number: 1003,
    title: 'Processos do N1: regras da central de serviço',
    body: paragraphs(
      'A central é o ponto único dos contatos: lance ligações tentadas, e-mails e mensagens de WhatsApp.',
      'Classifique tudo, com a prioridade. Incidente: funcionava e parou. Solicitação: pedido sem grande mudança no ambiente. Mudança: pedido com grande mudança, que precisa de planejamento.',
      'Mantenha o usuário informado e escale o que demora ou é difícil. Faça a rotina de cobrança diária.',
      'Suspenda sempre que aguarda o cliente ou o fornecedor; nunca com pendência nossa.',
      'Encerre com o auto-texto “Encerramento -” do tipo, com os dados do encerramento.',
      'Antes de encaminhar, registre todas as atividades. Incidente crítico: formalize no canal #Time-Suporte. Incidente normal: aba “Sem atendente” e avise o N2. Solicitação para o N2: “Sem atendente” e reunião diária. N3: continue responsável e adicione o N3 como colaborador.',
      'Informe o plantão de toda modificação diferente em cliente que possa gerar ligação após o horário.',
    ),
  },
  {
    number: 1004,
    title: 'Abas e encaminhamento',
    body: paragraphs(
      'N1 - Rápida: só a Matriz; não recebe de outros setores, a menos que a gestão encaminhe.',
      'N1 - Blip Matriz: recebe conforme a demanda; com o fluxo tranquilo a gestão encaminha ou o atendente pega; nunca instalações.',
      'N1 - Blip Filiais: exclusivo do Blip, conforme necessidade e disponibilidade.',
      'Especialistas: casos complexos que o N1 não resolve, só após validação da gestão.',
      'N1 - Filiais: demandas básicas, de baixa complexidade, ou demoradas de baixa prioridade. Abra a agenda da aba, veja login e almoço, contate os técnicos; se ninguém aceitar, acione o apoio da gestão.',
      'N2: só após validação do gestor técnico; encaminhe ao Apoio N1, que direciona.',
      'Antes de escalar: agenda verificada; login e almoço respeitados; demora em linha, transfira; gestão consultada para Especialistas e N2; sem equipe, acione o apoio da gestão.',
    ),
  },
];
