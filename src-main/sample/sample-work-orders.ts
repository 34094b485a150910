import type { WorkOrder } from '#shared/domain/work-order/work-order.ts';
import { sampleFaker } from './sample-faker.ts';

export type SampleWorkOrder = Pick<WorkOrder, 'number' | 'title' | 'status' | 'release' | 'expectedAt'>;

const TITLES = [
  'Cálculo de férias proporcionais com duas faltas no período',
  'Relatório de estoque não soma itens com lote vencido',
  'Emissão de NF-e rejeitada quando o cliente tem CNPJ com letras',
  'Exportação do balancete em planilha perde o cabeçalho',
  'Impressão da etiqueta corta o código de barras',
  'Importação do extrato bancário ignora lançamentos do último dia',
  'Tela de pedidos lenta com mais de mil itens',
  'Envio do evento de admissão fica pendente após a troca do certificado',
  'Conciliação de cartões repete a mesma venda',
  'Filtro por período não considera a data final',
];
const RELEASES = ['8.3.1', '8.3.2', '8.4.0'];
const DAY = 86_400_000;

/** Work orders on development, some released. Numbers run from 20481. The same count, seed and now give the same. */
export async function sampleWorkOrders(count: number, seed: number, now = new Date()): Promise<SampleWorkOrder[]> {
  const faker = await sampleFaker(seed);
  return Array.from({ length: count }, (_, index) => {
    const number = String(20_481 + index);
    const title = TITLES[index % TITLES.length] ?? '';
    if (faker.datatype.boolean(0.5)) {
      return { number, title, status: 'liberada', release: faker.helpers.arrayElement(RELEASES), expectedAt: '' };
    }
    const day = new Date(now.getTime() + faker.number.int({ min: 3, max: 40 }) * DAY).toISOString().slice(0, 10);
    return { number, title, status: 'aberta', release: '', expectedAt: faker.datatype.boolean(0.7) ? day : '' };
  });
}
