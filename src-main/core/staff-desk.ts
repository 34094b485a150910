import type { FirstRunInput } from '#shared/contract/station.ts';
import { ok, type Result, refuse } from '#shared/domain/refusal.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';
import { cleanLine } from '#shared/domain/text/clean.ts';
import { foldForSearch } from '#shared/domain/text/fold-accents.ts';
import { readCredential, readSetting, writeCredential, writeSetting } from '../store/local-settings.ts';
import { byId, found } from '../store/read.ts';
import type { Core } from './core.ts';
import { hashPassword, lockOutSeconds, passwordHolds } from './passwords.ts';
import type { Session } from './session.ts';

interface NewStaff {
  name: string;
  role: string;
  password: string;
}

/** Who works at this station: the first run, sign-in with no network, and the team. */
export class StaffDesk {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  get isSetUp(): boolean {
    return readSetting(this.#core.store.file, 'company') !== null;
  }

  async list(): Promise<Staff[]> {
    return (await found(this.#core.store.collections.staff)).sort((a, b) => a.name.localeCompare(b.name, 'pt-BR'));
  }

  /** Company, first agent and password. The company is written last: until then the station counts as not set up. */
  firstRun(session: Session, input: Omit<FirstRunInput, 'withSampleData'>): Promise<Result<{ agentId: string }>> {
    return this.#core.serially(async () => {
      if (this.isSetUp)
        return refuse({
          code: 'already-set-up',
          message: 'Esta estação já foi configurada.',
          way: 'Entre com o seu nome e a sua senha.',
        });
      // A first run cut off before its end left an agent of whom nothing depends.
      await this.#core.store.collections.staff.find().remove();
      const agent = await this.#write({ name: input.agentName, role: input.agentRole, password: input.password });
      if (!agent.ok) return agent;
      writeSetting(this.#core.store.file, 'company', cleanLine(input.company));
      session.enter(agent.value);
      this.#core.log.info('station.set-up');
      this.#told();
      return ok({ agentId: agent.value.id });
    });
  }

  add(input: NewStaff): Promise<Result<Staff>> {
    return this.#core.serially(() => this.#write(input));
  }

  /** Verifies the password kept on this station. Wrong ones in a row make the next try wait. */
  async signIn(
    session: Session,
    { agentId, password }: { agentId: string; password: string },
  ): Promise<Result<{ agentId: string }>> {
    const { store, clock, log } = this.#core;
    return this.#core.serially(async () => {
      const agent = await byId(store.collections.staff, agentId);
      const credential = readCredential(store.file, agentId);
      if (!agent?.active || !credential)
        return refuse({
          code: 'agent-unknown',
          field: 'agentId',
          message: 'Esta pessoa não está cadastrada nesta estação.',
          way: 'Escolha outro nome da lista.',
        });
      const seconds = Math.ceil((credential.failedAt + lockOutSeconds(credential.failures) * 1000 - clock()) / 1000);
      if (seconds > 0 && seconds <= lockOutSeconds(credential.failures)) {
        return refuse({
          code: 'locked-out',
          field: 'password',
          message: `Muitas senhas erradas seguidas. Tente de novo em ${seconds} s.`,
        });
      }
      if (!(await passwordHolds(password, credential.hash))) {
        const failures = credential.failures + 1;
        writeCredential(store.file, agentId, { ...credential, failures, failedAt: clock() });
        const wait = lockOutSeconds(failures);
        log.warn('sign-in.refused', { failures });
        return refuse({
          code: 'wrong-password',
          field: 'password',
          message: 'A senha não confere.',
          way: wait > 0 ? `Tente de novo em ${wait} s.` : 'Confira e digite de novo.',
        });
      }
      if (credential.failures > 0) writeCredential(store.file, agentId, { ...credential, failures: 0, failedAt: 0 });
      session.enter(agent);
      this.#told();
      return ok({ agentId });
    });
  }

  signOut(session: Session): void {
    session.leave();
    this.#told();
  }

  setCompany(company: string): void {
    writeSetting(this.#core.store.file, 'company', cleanLine(company));
    this.#told();
  }

  async #write({ name, role, password }: NewStaff): Promise<Result<Staff>> {
    const { store, journal, packs } = this.#core;
    if (!packs.inForce.roles.some(({ id }) => id === role))
      return refuse({ code: 'role-unknown', field: 'role', message: 'Escolha uma função da lista.' });
    const clean = cleanLine(name);
    if (foldForSearch(clean) === '') return refuse({ code: 'name-missing', field: 'name', message: 'Informe o nome.' });
    const taken = (await this.list()).some(
      (one) => one.active && one.name.localeCompare(clean, 'pt-BR', { sensitivity: 'base' }) === 0,
    );
    if (taken)
      return refuse({
        code: 'name-taken',
        field: 'name',
        message: `Já existe alguém com o nome ${clean} nesta estação.`,
        way: 'Acrescente o sobrenome.',
      });
    const now = journal.now();
    const agent: Staff = { id: journal.newId(), name: clean, role, active: true, createdAt: now, updatedAt: now };
    writeCredential(store.file, agent.id, { hash: await hashPassword(password), failures: 0, failedAt: 0 });
    await store.collections.staff.insert(agent);
    return ok(agent);
  }

  #told(): void {
    this.#core.store.feed.tell({ topics: ['session', 'settings'] });
  }
}
