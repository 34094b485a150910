/** What a column of an imported file may hold. One table: the mapping screen, the guess and the import read it. */
export const IMPORT_FIELDS = {
  code: {
    label: 'Código',
    header:
      /^(codigo|cod|cd|id|matricula|licenca|chave|(codigo|cod|id|n|no|numero|num) (d[eoa] )?(cliente|licenciado|cli|pessoa|cadastro|contrato))$/,
  },
  tradeName: { label: 'Nome fantasia', header: /fantasia|nome comercial/ },
  contactPhone: {
    label: 'Telefone do contato',
    header: /\b(telefone|fone|tel|celular|cel|whatsapp)\b.*\b(contato|responsavel)\b/,
    repeatable: true,
  },
  contactEmail: { label: 'E-mail do contato', header: /\be ?mail\b.*\b(contato|responsavel)\b/, repeatable: true },
  contactRole: { label: 'Cargo do contato', header: /\b(cargo|funcao)\b/ },
  contactName: { label: 'Contato', header: /\b(contato|responsavel)\b/ },
  email: { label: 'E-mail', header: /\be ?mails?\b|correio eletronico/, repeatable: true },
  areaCode: { label: 'DDD', header: /^ddd\b/ },
  phone: {
    label: 'Telefone',
    header: /\b(telefones?|fones?|tel|celular(es)?|cel|whats(app)?|fixo|movel)\b/,
    repeatable: true,
  },
  document: { label: 'CPF ou CNPJ', header: /\b(cpf|cnpj|cgc|documento|doc)\b/ },
  kind: {
    label: 'Tipo de pessoa',
    header:
      /^(tipo|tp|pessoa|pf pj|natureza)$|^(tipo|tp|natureza) (d[eao] )?(pessoa|cliente)$|^pessoa fisica juridica$/,
  },
  standingAsOf: {
    label: 'Data da situação',
    header:
      /^(data|dt)( (d[aoe] )?(situacao|debito|posicao|base|status|consulta|atualizacao))?$|^posicao( em)?$|^(situacao|debito|posicao) (em|ate|na data)$|^atualizado em$/,
  },
  standingAmount: {
    label: 'Valor em débito',
    header:
      /^(valor|vlr|total|saldo)( (d[eoa]|em|do))?( (debito|divida|devedor|devido|aberto|atraso))?$|^saldo devedor$|^em aberto$|^divida$/,
  },
  standing: {
    label: 'Situação financeira',
    header:
      /^(situacao|status|sit|debitos?|em debito|inadimplente|adimplente|inadimplencia|adimplencia|financeiro|em dia)( (financeir[ao]|d[oe] (cliente|cadastro)))?$/,
  },
  name: {
    label: 'Nome ou razão social',
    header:
      /razao social|^razao$|^nome$|^cliente$|^licenciado$|^denominacao$|^nome (completo|d[oe] (cliente|licenciado)|cliente|empresarial|razao)\b/,
  },
  company: { label: 'Empresa', header: /^(empresa|empregador|local de trabalho|trabalha em)$|^nome da empresa$/ },
  plan: { label: 'Plano', header: /\b(plano|pacote|modalidade)\b|^contrato$/ },
  product: { label: 'Produto', header: /\b(produto|sistema|software|modulo)\b/ },
  version: { label: 'Versão', header: /\b(versao|executavel|release|build)\b/ },
  onCallNote: { label: 'Aviso ao plantão', header: /\bplantao\b/ },
  notes: {
    label: 'Observações',
    header: /^obs\b|\bobservac(ao|oes)\b|\banotac(ao|oes)\b|^notas?$|^comentarios?$|^historico$/,
    repeatable: true,
  },
} as const satisfies Record<string, { label: string; header: RegExp; repeatable?: boolean }>;

export type ImportField = keyof typeof IMPORT_FIELDS;

export function isRepeatable(field: ImportField): boolean {
  const { repeatable } = IMPORT_FIELDS[field] as { repeatable?: boolean };
  return repeatable === true;
}

/** In the order in which the screen offers them. */
export const IMPORT_FIELD_ORDER = [
  'code',
  'name',
  'tradeName',
  'kind',
  'document',
  'areaCode',
  'phone',
  'email',
  'contactName',
  'contactRole',
  'contactPhone',
  'contactEmail',
  'company',
  'plan',
  'product',
  'version',
  'standing',
  'standingAsOf',
  'standingAmount',
  'onCallNote',
  'notes',
] as const satisfies readonly ImportField[];
