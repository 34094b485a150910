import './jitless.ts';
import { z } from 'zod';
import { slugSchema } from './flow.ts';

const label = z.string().min(1).max(120);
const reason = z.strictObject({ id: slugSchema, label });
/** `step.field` of the house's call flow: what was answered there stands until somebody writes it on the ticket. */
const answer = z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/);

/** S2.4: which priority the two questions give. */
export const priorityTableSchema = z.strictObject({
  /** The action stops, and a delivery is hit. */
  stopsAndDelivers: slugSchema,
  /** The action stops, and no delivery is hit. */
  stops: slugSchema,
  /** The flow of the actions is not changed. */
  neither: slugSchema,
  /** Where the call flow asks the two. */
  answers: z.strictObject({ stopsAction: answer, hitsDelivery: answer }).optional(),
});

/** What a type asks for beside its closing text (S1.7, S1.9). */
export const typeServiceSchema = z.strictObject({
  type: slugSchema,
  /** Closing names the FAQ that it follows. */
  needsArticle: z.boolean().default(false),
  /** Work starts, and the ticket closes, only with a plan. */
  needsPlan: z.boolean().default(false),
});

/** S1.7: a field of the plan of a change (window, risk, way back…). */
export const planFieldSchema = z.strictObject({
  id: slugSchema,
  label,
  help: z.string().default(''),
  long: z.boolean().default(false),
  required: z.boolean().default(true),
  answer: answer.optional(),
});

/** S1.8: why a ticket waits, and for whom. */
export const suspensionReasonSchema = reason.extend({ waitsFor: z.enum(['customer', 'supplier']) });

/** S1.1: how a contact ended. */
export const contactOutcomeSchema = reason.extend({ answered: z.boolean() });

/** The life of a ticket after the call: what its commands offer and ask for. */
export const serviceSchema = z.strictObject({
  /** `null`: the house derives no priority, and a changed one asks for its reason. */
  priority: priorityTableSchema.nullable(),
  types: z.array(typeServiceSchema),
  changePlan: z.array(planFieldSchema),
  suspensionReasons: z.array(suspensionReasonSchema).min(1),
  longestSuspensionDays: z.int().min(1).max(1_000),
  reopeningReasons: z.array(reason).min(1),
  /** Why work was done (S3.2). */
  activityReasons: z.array(reason).min(1),
  /** How somebody was reached (S1.1, S3.2). */
  contactMeans: z.array(reason).min(1),
  contactOutcomes: z.array(contactOutcomeSchema).min(1),
});

export type Service = z.infer<typeof serviceSchema>;
export type PlanField = z.infer<typeof planFieldSchema>;
export type SuspensionReason = z.infer<typeof suspensionReasonSchema>;
export type ContactOutcome = z.infer<typeof contactOutcomeSchema>;
/** Who a suspended ticket waits for. */
export type WaitsFor = SuspensionReason['waitsFor'];

/** Of packs that say nothing of it: names nothing of their other tables. */
export const DEFAULT_SERVICE: Service = {
  priority: null,
  types: [],
  changePlan: [],
  suspensionReasons: [
    { id: 'aguardando-cliente', label: 'Aguardando retorno do cliente', waitsFor: 'customer' },
    { id: 'aguardando-dados', label: 'Aguardando dados ou arquivos do cliente', waitsFor: 'customer' },
    { id: 'aguardando-horario', label: 'Aguardando o horário combinado com o cliente', waitsFor: 'customer' },
    { id: 'aguardando-fornecedor', label: 'Aguardando fornecedor', waitsFor: 'supplier' },
  ],
  longestSuspensionDays: 90,
  reopeningReasons: [
    { id: 'voltou-a-ocorrer', label: 'Voltou a ocorrer' },
    { id: 'nao-resolvido', label: 'O cliente diz que não foi resolvido' },
    { id: 'encerrado-por-engano', label: 'Encerrado por engano' },
    { id: 'novas-informacoes', label: 'Novas informações' },
  ],
  activityReasons: [
    { id: 'analise', label: 'Análise' },
    { id: 'acesso-remoto', label: 'Acesso remoto' },
    { id: 'contato', label: 'Contato com o cliente' },
    { id: 'correcao', label: 'Correção' },
    { id: 'teste', label: 'Teste' },
    { id: 'visita', label: 'Visita' },
  ],
  contactMeans: [
    { id: 'telefone', label: 'Telefone' },
    { id: 'whatsapp', label: 'WhatsApp' },
    { id: 'email', label: 'E-mail' },
    { id: 'chat', label: 'Chat' },
    { id: 'presencial', label: 'Presencial' },
  ],
  contactOutcomes: [
    { id: 'nao-atendeu', label: 'Não atendeu', answered: false },
    { id: 'recado', label: 'Deixei recado', answered: false },
    { id: 'enviado', label: 'Mensagem enviada', answered: false },
    { id: 'atendeu', label: 'Atendeu', answered: true },
    { id: 'respondeu', label: 'Respondeu', answered: true },
  ],
};
