import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Result } from '../domain/refusal.ts';
import { MIN_PASSWORD_LENGTH, type Staff } from '../domain/staff/staff.ts';
import type { StationView } from './views.ts';

const name = z.string().trim().min(1, 'Preencha este campo.').max(120, 'Use até 120 caracteres.');
const role = z.string().min(1, 'Escolha a função.');
const password = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `A senha precisa de pelo menos ${MIN_PASSWORD_LENGTH} caracteres.`)
  .max(200, 'Use até 200 caracteres.');

export const firstRunSchema = z.object({
  company: name,
  agentName: name,
  agentRole: role,
  password,
  withSampleData: z.boolean(),
});
export type FirstRunInput = z.infer<typeof firstRunSchema>;

export const newStaffSchema = z.object({ name, role, password });

export const stationContract = {
  /** Live: what the frame shows. Answers before sign-in too. */
  watch: oc.output(eventIterator(type<StationView>())),
  /** Sets the station up: company, first agent, password. Refused once set up. Signs the agent in. */
  firstRun: oc.input(firstRunSchema).output(type<Result<{ agentId: string }>>()),
  /** Roles to choose from before a pack can be asked for. */
  roles: oc.output(type<{ id: string; label: string }[]>()),
  signIn: oc
    .input(z.object({ agentId: z.uuid(), password: z.string().max(200) }))
    .output(type<Result<{ agentId: string }>>()),
  signOut: oc.output(type<Result<null>>()),
  /** 32 random bytes, base64: encrypts the drafts of this window (AES-GCM). Only after sign-in. */
  draftKey: oc.output(type<Result<{ key: string }>>()),
  setCompany: oc.input(z.object({ company: name })).output(type<Result<null>>()),
  staff: oc.output(eventIterator(type<Staff[]>())),
  addStaff: oc.input(newStaffSchema).output(type<Result<Staff>>()),
};
