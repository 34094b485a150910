import type { PackSource } from '../schema/pack.ts';
import { DEFAULT_SERVICE } from '../schema/service.ts';

/** S1.7, S1.8, S1.9, S2.4, S3.2: the lists are those of any house; what names other tables is this one's. */
export const service: PackSource['service'] = {
  ...DEFAULT_SERVICE,
  priority: {
    stopsAndDelivers: 'alta',
    stops: 'media',
    neither: 'baixa',
    answers: { stopsAction: 'ocorrencia.impede', hitsDelivery: 'ocorrencia.entrega' },
  },
  types: [{ type: 'incidente' }, { type: 'solicitacao' }, { type: 'mudanca', needsPlan: true }],
  changePlan: [
    { id: 'janela', label: 'Janela', help: 'Quando a mudança é feita', answer: 'analise.plano-janela' },
    {
      id: 'risco',
      label: 'Risco',
      help: 'O que pode dar errado e quem é afetado',
      long: true,
      answer: 'analise.plano-risco',
    },
    {
      id: 'volta',
      label: 'Como voltar atrás',
      help: 'O que se faz se não der certo',
      long: true,
      answer: 'analise.plano-volta',
    },
  ],
};
