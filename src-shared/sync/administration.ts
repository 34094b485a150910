import { z } from 'zod';
import type { Refusal } from '../domain/refusal.ts';
import { MIN_PASSWORD_LENGTH } from '../domain/staff/staff.ts';
import { MOST_PACK_CHARACTERS } from '../procedures/read-json.ts';

/*
 * What the centre's own pages ask of it: everything under `/v1/admin`. Who asks is known by a cookie that no script can
 * read. Answers come as they are; a refused request answers `{ refusals }` with the status that says so.
 */

/** The pages that one-use links lead to. The code stands behind `#`, so that no proxy or log ever sees it. */
export const FIRST_ACCESS_PATH = '/primeiro-acesso';
export const PASSWORD_PATH = '/senha';

/** Most units of a house, and most of them named at its beginning. */
export const MOST_UNITS = 200;
export const MOST_FIRST_UNITS = 20;
/** Most rows of one page of the record. */
export const RECORD_ROWS = 100;

const line = (most: number, missing: string) =>
  z
    .string({ error: missing })
    .max(most, `Use até ${most} caracteres.`)
    .refine((text) => text.trim() !== '', missing);
const id = z.uuid('Escolha na lista.');
const code = z.string().min(1, 'Falta o código.').max(40, 'O código não confere.');
const unitName = line(80, 'Informe o nome da unidade.');
const personName = line(120, 'Informe o nome.');
const role = line(60, 'Escolha a função.');
const newPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `A senha tem pelo menos ${MIN_PASSWORD_LENGTH} caracteres.`)
  .max(200, 'A senha tem até 200 caracteres.');
/** Compared without regard to case. */
const login = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'Informe o nome de acesso.')
  .max(60, 'Use até 60 caracteres.')
  .regex(/^(?:[a-z0-9][a-z0-9._@-]*)?$/, 'Use letras sem acento, números, ponto, hífen, sublinhado ou @.');

export const oneUseLinkSchema = z.strictObject({ code });
/** What a one-use link is good for, before anything is filled in. */
export interface OneUseLink {
  purpose: 'first-administrator' | 'password';
  /** Whose password. */
  name: string | null;
  expiresAt: string;
}

export const firstAccessSchema = z.strictObject({
  code,
  organisation: line(120, 'Informe o nome da organização.'),
  units: z
    .array(unitName)
    .min(1, 'Informe pelo menos uma unidade.')
    .max(MOST_FIRST_UNITS, `Comece com até ${MOST_FIRST_UNITS} unidades; as outras entram depois.`),
  name: personName,
  login,
  password: newPassword,
});
export type FirstAccess = z.infer<typeof firstAccessSchema>;

export const adminSignInSchema = z.strictObject({
  login: z.string().trim().toLowerCase().min(1, 'Informe o nome de acesso.').max(60, 'O nome de acesso não confere.'),
  password: z.string().min(1, 'Informe a senha.').max(200, 'A senha tem até 200 caracteres.'),
});
export type AdminSignIn = z.infer<typeof adminSignInSchema>;

export const setPasswordSchema = z.strictObject({ code, password: newPassword });
export type SetPassword = z.infer<typeof setPasswordSchema>;

/** What anybody may know who reaches the pages. */
export interface Entrance {
  /** Empty: the first access has not happened yet. */
  organisation: string;
  version: string;
}

export interface AdminSession {
  staff: { id: string; name: string };
  organisation: string;
  version: string;
  /** Under which stations reach the centre, where that was said at its start; else what the browser shows counts. */
  publicAddress: string | null;
  at: string;
}

export interface StationView {
  id: string;
  number: number;
  name: string;
  unit: { id: string; name: string };
  enrolledAt: string;
  revokedAt: string | null;
  lastContactAt: string | null;
  version: string;
  /** As it said last; `null`: never said. */
  unsent: number | null;
  refused: number | null;
  oldestUnsentAt: string | null;
  /** Its wall clock less the centre's, milliseconds. */
  skewMs: number | null;
}
export interface PendingCode {
  /** Names it for taking it back; says nothing of the code. */
  id: string;
  unit: string;
  createdAt: string;
  expiresAt: string;
}
export interface StationsView {
  stations: StationView[];
  /** Codes that nobody used yet. */
  pending: PendingCode[];
  at: string;
}
export const stationSchema = z.strictObject({ stationId: id });
export const moveStationSchema = z.strictObject({ stationId: id, unitId: id });
export const newEnrolCodeSchema = z.strictObject({
  unitId: id,
  /** People who already work at the station come along, with their passwords. */
  adoptStaff: z.boolean(),
});
export const takeCodeBackSchema = z.strictObject({ codeId: z.string().regex(/^[0-9a-f]{64}$/) });
export interface NewCode {
  code: string;
  expiresAt: string;
}

export interface UnitView {
  id: string;
  name: string;
  stations: number;
  people: number;
}
export const newUnitSchema = z.strictObject({ name: unitName });
export const renameUnitSchema = z.strictObject({ unitId: id, name: unitName });

export interface PersonView {
  id: string;
  name: string;
  /** Role of the pack in force. */
  role: string;
  unit: { id: string; name: string };
  login: string | null;
  active: boolean;
  /** `false`: still has to open the one-use link. */
  hasPassword: boolean;
}
export interface RoleView {
  id: string;
  label: string;
  /** May open these pages, with a name for signing in. */
  administers: boolean;
}
export interface StaffView {
  people: PersonView[];
  roles: RoleView[];
}
export const newPersonSchema = z.strictObject({ name: personName, role, unitId: id, login: login.nullable() });
export type NewPerson = z.infer<typeof newPersonSchema>;
export const changePersonSchema = z.strictObject({
  staffId: id,
  role: role.optional(),
  unitId: id.optional(),
  login: login.nullable().optional(),
  active: z.boolean().optional(),
});
export type ChangePerson = z.infer<typeof changePersonSchema>;
export const personSchema = z.strictObject({ staffId: id });
/** A new person, and the one-use code with which they choose their password. */
export interface PersonAdded extends NewCode {
  id: string;
}

export interface PackView {
  version: number;
  name: string;
  installedAt: string;
  inForce: boolean;
}
export const packTextSchema = z.strictObject({
  text: z
    .string()
    .min(1, 'O arquivo está vazio.')
    .max(MOST_PACK_CHARACTERS, 'O arquivo passa de 4 milhões de caracteres.'),
});

export interface HealthView {
  version: string;
  postgres: string;
  /** Last migration of the database. */
  schema: number;
  databaseBytes: number;
  /** The database's own estimate where counting would cost too much. */
  entries: { count: number; exact: boolean };
  tickets: { count: number; exact: boolean };
  stations: { enrolled: number; reportingUnsent: number };
  oldestUnsent: { at: string; station: number } | null;
  /** Server processes on this database. */
  processes: { startedAt: string; address: string | null }[];
  epoch: string;
  /** Until then stations bring back what an older backup does not have. */
  recoveryUntil: string | null;
  at: string;
}

/** What was done, by name; the words for each are the pages'. */
export const ACTS = [
  'first-access',
  'signed-in',
  'sign-in-refused',
  'signed-out',
  'unit-added',
  'unit-renamed',
  'enrol-code-made',
  'enrol-code-taken-back',
  'station-revoked',
  'station-moved',
  'person-added',
  'person-changed',
  'person-deactivated',
  'person-reactivated',
  'password-link-made',
  'password-set',
  'pack-published',
  'recovery-opened',
  'administrator-let-in',
] as const;
export type Act = (typeof ACTS)[number];
export interface RecordRow {
  id: number;
  at: string;
  /** `null`: at the server's command line, or nobody known. */
  by: string | null;
  act: Act;
  /** What or whom it was about, in words. */
  about: string;
}
export const recordPageSchema = z.strictObject({ before: z.int().positive().nullable() });
export interface RecordPage {
  rows: RecordRow[];
  /** `before` of the next page; `null`: this was the last. */
  next: number | null;
}

export interface AdminProblem {
  refusals: Refusal[];
  at: string;
}
