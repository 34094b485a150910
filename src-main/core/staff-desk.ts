import type { FirstRunInput } from '#shared/contract/station.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/domain/refusal.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';
import { cleanLine } from '#shared/domain/text/clean.ts';
import { foldForSearch } from '#shared/domain/text/fold-accents.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import { readCredential, readSetting, writeCredential, writeSetting } from '../store/local-settings.ts';
import { byId, found } from '../store/read.ts';
import type { AgentAccess } from '../sync/agent-access.ts';
import type { Core } from './core.ts';
import { hashPassword, lockOutSeconds, passwordHolds } from './passwords.ts';
import type { Session } from './session.ts';

interface NewStaff {
  name: string;
  role: string;
  password: string;
}

/** What of the agreement with the centre sign-in needs. */
export interface SignInAtCentre {
  readonly isEnrolled: boolean;
  readonly isOnline: boolean;
  readonly agents: Pick<AgentAccess, 'signIn' | 'lease' | 'end'>;
}

const AT_THE_CENTRE: Refusal = {
  code: 'staff-at-centre',
  message: 'As pessoas desta organização são cadastradas na central.',
  way: 'Peça o cadastro à administração; a pessoa aparece aqui em seguida.',
};
const NAMED_AT_CENTRE: Refusal = {
  code: 'company-at-centre',
  field: 'company',
  message: 'O nome da empresa vem da central: é o da organização.',
  way: 'É o mesmo em todas as estações da organização.',
};
const PUBLISHED_AT_CENTRE: Refusal = {
  code: 'packs-at-centre',
  rule: 'B2',
  message: 'Os procedimentos desta organização são publicados por quem a administra.',
  way: 'Leve o pacote a quem administra; publicado na central, ele chega a todas as estações.',
};
const NEEDS_NETWORK_FIRST: Refusal = {
  code: 'first-sign-in-offline',
  field: 'password',
  message: 'Na primeira vez nesta estação é preciso rede, e a central não respondeu.',
  way: 'Tente de novo quando a rede voltar, ou entre em uma estação em que já trabalhou.',
};
const LEASE_OVER: Refusal = {
  code: 'lease-over',
  field: 'password',
  message: 'O prazo para entrar sem rede terminou, e a central não respondeu.',
  way: 'Ligue a estação à rede para entrar. O que já foi salvo está guardado.',
};
const PASSWORD_CHANGED: Refusal = {
  code: 'password-changed',
  field: 'password',
  message: 'Esta senha foi trocada na central.',
  way: 'Entre com a senha nova.',
};
const UNKNOWN_AGENT: Refusal = {
  code: 'agent-unknown',
  field: 'agentId',
  message: 'Esta pessoa não está cadastrada nesta estação.',
  way: 'Escolha outro nome da lista.',
};

/** Who works at this station: the first run, sign-in with no network, and the team. */
export class StaffDesk {
  readonly #core: Core;
  readonly #centre: SignInAtCentre;

  constructor(core: Core, centre: SignInAtCentre) {
    this.#core = core;
    this.#centre = centre;
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

  /** At a station of an organisation people are registered at the centre. */
  add(input: NewStaff): Promise<Result<Staff>> {
    if (this.#centre.isEnrolled) return Promise.resolve(refuse(AT_THE_CENTRE));
    return this.#core.serially(() => this.#write(input));
  }

  /**
   * A station of an organisation asks the centre while it is in contact; what was right there is right here too for the
   * time of a lease. With no network, and at a station of its own, the password kept here decides.
   */
  async signIn(session: Session, input: { agentId: string; password: string }): Promise<Result<{ agentId: string }>> {
    if (!this.#centre.isEnrolled) return this.#signInHere(session, input);
    const { agentId } = input;
    const known = readCredential(this.#core.store.file, agentId) !== null;
    const lease = this.#centre.agents.lease(agentId);
    // Whoever may sign in here without it does not wait for a network that is not there.
    const asks = this.#centre.isOnline || !known || lease?.holds === false;
    const answer = asks ? await this.#centre.agents.signIn(agentId, input.password) : ({ said: 'nothing' } as const);
    if (answer.said === 'yes') return this.#letIn(session, input);
    if (answer.said === 'no') return this.#refusedByCentre(input, answer.refusals);
    if (!known) return refuse(NEEDS_NETWORK_FIRST);
    if (lease && !this.#centre.agents.lease(agentId)?.holds) return refuse(LEASE_OVER);
    return this.#signInHere(session, input);
  }

  /** The centre let them in: here the same password is good from now on. */
  async #letIn(
    session: Session,
    { agentId, password }: { agentId: string; password: string },
  ): Promise<Result<{ agentId: string }>> {
    const hash = await hashPassword(password);
    return this.#core.serially(async () => {
      const { store } = this.#core;
      const agent = await byId(store.collections.staff, agentId);
      if (!agent?.active) return refuse(UNKNOWN_AGENT);
      writeCredential(store.file, agentId, { hash, failures: 0, failedAt: 0 });
      session.enter(agent);
      // Credentials belong to what the black box keeps.
      store.feed.tell({ topics: ['session', 'settings', 'staff', 'sync'] });
      return ok({ agentId });
    });
  }

  /** A password that was right here and is not at the centre was changed there: it is good for nothing from now on. */
  async #refusedByCentre(
    { agentId, password }: { agentId: string; password: string },
    refusals: Refusal[],
  ): Promise<Result<{ agentId: string }>> {
    const credential = readCredential(this.#core.store.file, agentId);
    const wasRight = credential !== null && (await passwordHolds(password, credential.hash));
    if (wasRight && refusals[0]?.code !== 'locked-out') this.#centre.agents.end(agentId);
    if (wasRight && refusals[0]?.code === 'wrong-password') return refuse(PASSWORD_CHANGED);
    return { ok: false, refusals };
  }

  /** Verifies the password kept on this station. Wrong ones in a row make the next try wait. */
  async #signInHere(
    session: Session,
    { agentId, password }: { agentId: string; password: string },
  ): Promise<Result<{ agentId: string }>> {
    const { store, clock, log } = this.#core;
    return this.#core.serially(async () => {
      const agent = await byId(store.collections.staff, agentId);
      const credential = readCredential(store.file, agentId);
      if (!agent?.active || !credential) return refuse(UNKNOWN_AGENT);
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

  /** At a station of an organisation the name is the organisation's. */
  setCompany(company: string): Result<null> {
    if (this.#centre.isEnrolled) return refuse(NAMED_AT_CENTRE);
    writeSetting(this.#core.store.file, 'company', cleanLine(company));
    this.#told();
    return ok(null);
  }

  /** Why somebody may not put a pack in force for the organisation; `null`: they may, as anybody at a station of its own. */
  mayPublish({ role }: Person): Refusal | null {
    const known = this.#core.packs.inForce.roles.find(({ id }) => id === role);
    return this.#centre.isEnrolled && !known?.duties.includes('administration') ? PUBLISHED_AT_CENTRE : null;
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
