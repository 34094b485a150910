import { rules, type WordRuleSource } from './rows.ts';

const kept = rules({ kind: 'internal', severity: 'block', message: 'é assunto interno e não pode sair da empresa.' }, [
  ['senha-mestra', 'senha mestra, senha master, senha do suporte, backdoor, acesso mestre'],
  ['nao-contar', 'não contar ao cliente, não fala pro cliente, não falar para o cliente, não dizer ao cliente'],
  ['culpa-do-cliente', 'culpa do cliente, culpa sua, erro do cliente, burrada', 'orientação de uso'],
  [
    'culpa-do-desenvolvimento',
    'culpa do desenvolvimento, culpa da programação, culpa do N2, culpa do programador',
    'o caso está com a equipe responsável',
  ],
  ['cadeira-e-teclado', 'entre a cadeira e o teclado, problema de peça', 'orientação de uso'],
  ['abafar', '~abaf o caso', 'tratar o caso'],
  ['enrolar-cliente', '~enrol o cliente', 'manter o cliente informado'],
  ['empurrar', '~empurr com a barriga, empurr para o N2, empurr pro N2', 'encaminhar'],
  [
    'falta-de-gente',
    'falta de gente, falta de pessoal, não tem ninguém para atender',
    'retornaremos assim que possível',
  ],
  ['sistema-ruim', 'sistema ruim, sistema lixo, sistema horrível, sistema uma droga', 'a falha relatada'],
]);

const reworded = rules(
  { kind: 'internal', severity: 'warn', message: 'é expressão interna; o cliente não a conhece.' },
  [
    ['gambiarra', 'gambiarra, gambi, pog, arrumadinho', 'solução de contorno'],
    [
      'inadimplente',
      'cliente inadimplente, cliente devedor, cliente bloqueado, está devendo',
      'pendência a confirmar com o Financeiro',
    ],
    ['usuario-leigo', 'usuário leigo, cliente leigo, erro de usuário', 'usuário'],
    ['sla', 'estourar o SLA, estourou o SLA, SLA estourado', 'prazo excedido'],
    ['niveis', 'N1, N2, N3, nível 2, nível 3', 'a nossa equipe'],
    ['abas', 'aba sem atendente, apoio N1, linha rápida, pit stop', 'a nossa equipe'],
    ['monitor', 'tech lead, monitoria', 'supervisão'],
    ['nao-e-comigo', 'não é comigo, não é com a gente, isso não é conosco', 'vamos orientar sobre quem pode ajudar'],
    ['jogar', '~jog para o N2, jog pro N2, jog para o financeiro, jog para frente', 'encaminhar'],
    [
      'banco-corrompido',
      'banco corrompido, banco bichado, base bichada, banco podre',
      'inconsistência no banco de dados',
    ],
    [
      'mexer',
      'mexeram no banco, mexi no banco, mexer no banco, alterei na mão, na unha, na marra',
      'ajuste no banco de dados',
    ],
    ['lista-negra', 'lista negra', 'lista de bloqueio'],
    ['tapa-buraco', 'tapa buraco, apagar incêndio, apagando incêndio, enxugar gelo', 'solução provisória'],
  ],
);

export const internalExpressions: WordRuleSource[] = [...kept, ...reworded];
