import type { PackSource } from '../schema/pack.ts';

export const roles: PackSource['roles'] = [
  {
    id: 'atendente-n1',
    label: 'Atendente N1',
    description: 'Atende as ligações e o chat, faz a primeira triagem e resolve o que for possível no N1.',
    duties: ['first-level'],
  },
  {
    id: 'atendente-n2',
    label: 'Atendente N2',
    description: 'Recebe os incidentes de “Sem atendente” e o que o Apoio N1 direciona.',
    duties: ['second-level'],
  },
  {
    id: 'atendente-n3',
    label: 'Atendente N3',
    description: 'Entra como colaborador; o atendente N1 continua responsável pelo chamado.',
    duties: ['third-level'],
  },
  {
    id: 'especialista',
    label: 'Especialista',
    description: 'Casos complexos que o N1 não resolve, depois da validação da gestão técnica.',
    duties: ['specialist'],
  },
  {
    id: 'gestao-tecnica',
    label: 'Gestão técnica (monitor)',
    description: 'Ajuda na análise, valida o que vai a Especialistas e N2 e decide os casos difíceis.',
    duties: ['tech-lead'],
  },
  {
    id: 'apoio-da-gestao',
    label: 'Apoio da gestão',
    description: 'Encontra quem atenda quando ninguém assume a demanda; direciona ao N2.',
    duties: ['management-support'],
  },
  {
    id: 'supervisao',
    label: 'Supervisão',
    description: 'Recebe o que já está definido e testado e passa a O.S. ou a forma de finalização.',
    duties: ['tech-lead'],
  },
  {
    id: 'financeiro',
    label: 'Financeiro',
    description: 'Confirma débitos e recebe as ligações transferidas.',
    duties: ['billing'],
  },
  {
    id: 'plantao',
    label: 'Plantão',
    description: 'Responde fora do horário e lê o que ficou para o plantão saber.',
    duties: ['on-call'],
  },
  {
    id: 'administracao',
    label: 'Administração',
    description: 'Edita e publica os procedimentos, cadastra atendentes e estações.',
    duties: ['administration'],
  },
];

/** S5.3: natural persons and legal persons are received apart. */
export const queues: PackSource['queues'] = [
  { id: 'financeiro-pf', label: 'Financeiro · pessoa física', role: 'financeiro', extension: '' },
  { id: 'financeiro-pj', label: 'Financeiro · pessoa jurídica', role: 'financeiro', extension: '' },
];
