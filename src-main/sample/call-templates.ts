/** Calls as a software support desk gets them. Texts in braces are filled in by `sample-calls.ts`. */
export type CallTemplate = {
  /** Ids of the default procedure pack. */
  category: string;
  type: 'incidente' | 'solicitacao' | 'mudanca';
  priority: 'alta' | 'media' | 'baixa';
  subject: string;
  description: string;
  solution: string;
};

export const callTemplates: readonly CallTemplate[] = [
  {
    category: 'fiscal',
    type: 'incidente',
    priority: 'alta',
    subject: 'NF-e {nota} rejeitada na transmissão',
    description:
      'Cliente informa que a NF-e {nota}, série 1, foi rejeitada na transmissão em produção. A mercadoria está carregada e aguarda a nota para sair. Mensagem: "Rejeição 778: informado NCM inexistente". Ocorre desde as {hora}, somente com esta nota.',
    solution:
      'Verificado o cadastro do produto: o NCM informado foi substituído na tabela vigente. Orientado o cliente a confirmar o código com a contabilidade, alterado o cadastro e transmitida a nota novamente. NF-e autorizada e DANFE impresso durante a ligação.',
  },
  {
    category: 'fiscal',
    type: 'incidente',
    priority: 'alta',
    subject: 'Certificado digital não é reconhecido',
    description:
      'Ao transmitir documentos, o sistema informa que não encontrou certificado válido. O cliente renovou o certificado ontem e instalou em uma das máquinas do setor {setor}. Há {quantidade} notas na fila.',
    solution:
      'Selecionado o certificado novo nas configurações da empresa e removido o vencido. Feito teste de comunicação com sucesso e transmitida a fila. Cliente orientado a instalar o certificado também nas demais máquinas que emitem.',
  },
  {
    category: 'fiscal',
    type: 'solicitacao',
    priority: 'media',
    subject: 'Cancelamento de NF-e dentro do prazo',
    description:
      'Cliente emitiu a NF-e {nota} com o valor de R$ {valor} para o destinatário errado e pede orientação para cancelar. A mercadoria não saiu do estabelecimento.',
    solution:
      'Acompanhado o cancelamento pela tela de documentos emitidos, com a justificativa informada pelo cliente. Evento homologado e protocolo de cancelamento salvo. Orientada a emissão da nota correta.',
  },
  {
    category: 'erro-no-sistema',
    type: 'incidente',
    priority: 'alta',
    subject: 'Sistema fecha ao gravar pedido de venda',
    description:
      'Na versão {versao}, ao gravar um pedido com mais de {quantidade} itens, o sistema fecha sem mensagem. Ocorre em todas as máquinas do setor {setor} desde a atualização. O faturamento do dia está parado.',
    solution:
      'Reproduzido o erro na base de testes. Aplicada a correção disponível no executável mais recente e gravado o mesmo pedido com sucesso. Cliente confirmou o funcionamento em duas máquinas.',
  },
  {
    category: 'erro-no-sistema',
    type: 'incidente',
    priority: 'media',
    subject: 'Mensagem de registro em uso ao alterar cadastro',
    description:
      'Ao salvar a alteração de um cliente, aparece a mensagem "Registro em uso por outro usuário". Segundo o contato, ninguém mais está com a tela aberta. Ocorre desde as {hora}.',
    solution:
      'Localizada uma sessão encerrada de forma incorreta na máquina do setor {setor}. Liberado o registro pela rotina de sessões ativas e salva a alteração. Orientado o encerramento do sistema pelo menu.',
  },
  {
    category: 'lentidao',
    type: 'incidente',
    priority: 'media',
    subject: 'Lentidão na tela de pedidos',
    description:
      'A tela de pedidos leva mais de um minuto para abrir em todas as máquinas. Piora entre 10h e 12h. As demais telas abrem normalmente. Versão {versao}.',
    solution:
      'Executada a reorganização dos índices da tabela de pedidos em horário combinado. A abertura passou a levar três segundos. Orientado o uso do filtro por período, que vem desligado.',
  },
  {
    category: 'lentidao',
    type: 'incidente',
    priority: 'baixa',
    subject: 'Relatório demora quando o período é longo',
    description:
      'O relatório de vendas por produto demora mais de dez minutos quando o período passa de um ano. Com um mês, sai em segundos. O cliente usa uma vez por trimestre.',
    solution:
      'Explicado que o período longo recalcula os custos dia a dia. Sugerida a emissão por trimestre ou o agendamento para a noite. Cliente optou pelo agendamento, configurado durante a ligação.',
  },
  {
    category: 'eventos-e-lancamentos',
    type: 'incidente',
    priority: 'alta',
    subject: 'Evento de admissão rejeitado no eSocial',
    description:
      'O evento de admissão de {pessoa} foi rejeitado com a informação de data anterior ao início da obrigatoriedade. O prazo de envio termina hoje. Folha do mês ainda aberta.',
    solution:
      'Verificada a data de admissão com o contato: havia sido digitado o ano anterior. Corrigido o cadastro e reenviado o evento, com recibo gerado. Conferidos os eventos dependentes, sem pendências.',
  },
  {
    category: 'eventos-e-lancamentos',
    type: 'solicitacao',
    priority: 'media',
    subject: 'Alteração de evento após o fechamento da folha',
    description:
      'Cliente precisa incluir horas extras de {quantidade} funcionários em uma folha já fechada e paga. Foi explicado que a reabertura altera encargos já informados.',
    solution:
      'Avaliadas com o cliente as consequências da reabertura. Decidido lançar a diferença na folha seguinte, em evento próprio, com a contabilidade ciente. Criado o evento e conferida a incidência.',
  },
  {
    category: 'eventos-e-lancamentos',
    type: 'incidente',
    priority: 'media',
    subject: 'Férias calculadas com dias a menos',
    description:
      'O cálculo de férias de {pessoa} apresenta 24 dias em vez de 30. O cliente confere as faltas do período aquisitivo e não encontra o motivo.',
    solution:
      'Localizadas faltas lançadas como injustificadas no período aquisitivo, que reduzem os dias de direito. O cliente confirmou que eram abonadas; alterado o tipo da falta e recalculadas as férias com 30 dias.',
  },
  {
    category: 'cadastro',
    type: 'solicitacao',
    priority: 'baixa',
    subject: 'Cadastro de fornecedor com CNPJ com letras',
    description:
      'Cliente tenta cadastrar um fornecedor novo, cujo CNPJ tem letras, e pergunta se o documento é válido. O sistema está na versão {versao}.',
    solution:
      'Explicado que o CNPJ com letras é válido desde julho de 2026. Cadastro feito normalmente nesta versão, com a consulta automática dos dados do fornecedor.',
  },
  {
    category: 'cadastro',
    type: 'solicitacao',
    priority: 'baixa',
    subject: 'Unificação de cadastros repetidos',
    description:
      'Há {quantidade} clientes cadastrados duas vezes, com códigos diferentes. O contato pede orientação para manter um só, sem perder o histórico de vendas.',
    solution:
      'Apresentada a rotina de unificação, com cópia de segurança feita antes. Unificado um cadastro como exemplo e conferido o histórico. O cliente fará os demais e retornará em caso de dúvida.',
  },
  {
    category: 'relatorios',
    type: 'incidente',
    priority: 'media',
    subject: 'Diferença entre o relatório de caixa e o extrato',
    description:
      'O relatório de caixa de ontem mostra R$ {valor} a mais do que o extrato do banco. O cliente já conferiu os recebimentos em dinheiro.',
    solution:
      'Encontrado um recebimento por cartão lançado em duplicidade pelo setor {setor}. Estornado o lançamento repetido e emitido o relatório novamente, com o valor igual ao do extrato.',
  },
  {
    category: 'relatorios',
    type: 'solicitacao',
    priority: 'baixa',
    subject: 'Inclusão de coluna no relatório de vendas',
    description:
      'Cliente deseja ver o nome do vendedor no relatório de vendas por dia e exportar o resultado para planilha.',
    solution:
      'Mostrado o editor de colunas do relatório. Incluída a coluna Vendedor, salvo o modelo com o nome escolhido pelo cliente e exportada a planilha durante a ligação.',
  },
  {
    category: 'integracao',
    type: 'incidente',
    priority: 'alta',
    subject: 'Pedidos da loja virtual não chegam ao sistema',
    description:
      'Desde as {hora} os pedidos da loja virtual não chegam. São {quantidade} pedidos pagos sem separação. A integração mostra a mensagem "credencial expirada".',
    solution:
      'Orientado o cliente a gerar nova credencial no painel da loja virtual. Atualizada a credencial na integração e reprocessada a fila: todos os pedidos foram recebidos.',
  },
  {
    category: 'integracao',
    type: 'incidente',
    priority: 'media',
    subject: 'Extrato bancário importado sem o último dia',
    description:
      'Ao importar o extrato do mês, os lançamentos do último dia não aparecem. O arquivo do banco contém os lançamentos, conforme conferido com o contato.',
    solution:
      'Confirmado que já existe ordem de serviço para esta situação. Informado ao cliente o número da O.S. e o contorno: importar até o primeiro dia do mês seguinte e excluir o excedente.',
  },
  {
    category: 'acesso',
    type: 'solicitacao',
    priority: 'media',
    subject: 'Usuário bloqueado após tentativas de senha',
    description:
      'O usuário de {pessoa}, do setor {setor}, foi bloqueado após cinco tentativas. A gerência autoriza o desbloqueio por telefone e por e-mail.',
    solution:
      'Conferida a autorização recebida por e-mail. Desbloqueado o usuário e gerada senha provisória, trocada no primeiro acesso. Acesso confirmado pelo contato.',
  },
  {
    category: 'acesso',
    type: 'solicitacao',
    priority: 'baixa',
    subject: 'Permissão para emitir relatório de comissões',
    description:
      'A gerência solicita que {pessoa} possa emitir o relatório de comissões, sem acesso às demais rotinas do setor {setor}.',
    solution:
      'Criado um perfil com acesso somente ao relatório de comissões e vinculado ao usuário. Conferido com o contato que as demais rotinas continuam restritas.',
  },
  {
    category: 'atualizacao',
    type: 'mudanca',
    priority: 'media',
    subject: 'Atualização da versão {versao} com conversão do banco',
    description:
      'Cliente solicita a atualização para a versão mais recente, que converte o banco de dados. Janela combinada para as 19h, com retorno à versão anterior até as 21h se algo não funcionar.',
    solution:
      'Feita a cópia de segurança e conferida a restauração em outra máquina. Atualização executada na janela combinada, conversão concluída sem erros. Emitidos uma nota e um relatório de teste com o cliente.',
  },
  {
    category: 'atualizacao',
    type: 'incidente',
    priority: 'media',
    subject: 'Máquina com versão diferente do servidor',
    description:
      'Uma das máquinas do setor {setor} informa que a versão local é anterior à do servidor e não abre o sistema. As demais funcionam na versão {versao}.',
    solution:
      'Executado o atualizador como administrador na máquina, que não havia sido ligada no dia da atualização. Sistema aberto e acesso conferido.',
  },
  {
    category: 'instalacao',
    type: 'solicitacao',
    priority: 'baixa',
    subject: 'Instalação em computador novo',
    description:
      'Cliente comprou um computador para o setor {setor} e deseja instalar o sistema. Acompanha no local: {pessoa}. Prefere o horário das {hora}.',
    solution:
      'Agendado o horário combinado. Instalado o sistema, configurada a conexão com o servidor e a impressora padrão. Feito um teste de emissão com o contato.',
  },
  {
    category: 'treinamento',
    type: 'solicitacao',
    priority: 'baixa',
    subject: 'Treinamento da rotina de inventário',
    description:
      'A equipe do setor {setor} tem {quantidade} pessoas e fará o primeiro inventário pelo sistema no fim do mês. Solicita treinamento da contagem e do ajuste de saldos.',
    solution:
      'Agendado o treinamento em duas turmas e enviado por e-mail o roteiro da rotina. Orientada a contagem de uma prateleira como exercício antes da data.',
  },
  {
    category: 'duvida-de-uso',
    type: 'solicitacao',
    priority: 'baixa',
    subject: 'Como emitir a segunda via de um boleto',
    description:
      'O contato precisa da segunda via de um boleto de R$ {valor}, com vencimento prorrogado em cinco dias, e não encontra a opção na tela de títulos.',
    solution:
      'Mostrado o caminho: Financeiro, Títulos a receber, botão direito, Segunda via. Alterado o vencimento pela própria rotina e enviado o boleto ao cliente final.',
  },
  {
    category: 'duvida-de-uso',
    type: 'solicitacao',
    priority: 'baixa',
    subject: 'Dúvida sobre devolução de compra',
    description:
      'Cliente recebeu {quantidade} itens com defeito e pergunta como emitir a nota de devolução ao fornecedor sem alterar o custo médio.',
    solution:
      'Orientada a emissão da devolução a partir da nota de entrada, que busca os valores originais. Conferido o custo médio antes e depois: sem alteração.',
  },
  {
    category: 'nova-demanda',
    type: 'solicitacao',
    priority: 'baixa',
    subject: 'Aviso automático de estoque mínimo',
    description:
      'Cliente gostaria de receber um e-mail quando um produto atingir o estoque mínimo. Aprova a demanda: gerência de compras. Sem prazo definido.',
    solution:
      'Registrada a sugestão com o exemplo enviado pelo cliente e encaminhada para avaliação. Mostrado o relatório de estoque mínimo, que pode ser agendado por dia enquanto isso.',
  },
  {
    category: 'infraestrutura-rede',
    type: 'incidente',
    priority: 'media',
    subject: 'Sem acesso à internet na empresa',
    description:
      'O contato informa que nenhuma máquina acessa a internet desde as {hora}, inclusive fora do sistema. O sistema local continua funcionando.',
    solution:
      'Explicado que a manutenção da rede é feita pelo provedor ou pelo responsável de TI da empresa. Orientado o uso do sistema sem a transmissão de documentos até a conexão voltar, e a emissão em contingência se necessário.',
  },
  {
    category: 'infraestrutura-equipamentos',
    type: 'incidente',
    priority: 'baixa',
    subject: 'Impressora não imprime etiquetas',
    description:
      'A impressora de etiquetas do setor {setor} não imprime a partir de nenhum programa. A luz de papel permanece acesa.',
    solution:
      'Verificado que a página de teste do próprio equipamento também não sai. Orientado o contato com a assistência técnica da impressora e mostrada a impressão em folha comum enquanto isso.',
  },
];
