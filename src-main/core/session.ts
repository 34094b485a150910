import { ok, type Result, refuse } from '#shared/domain/refusal.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';

/** One window, or one browser: who is signed in there. Made by the host, given along with every call. */
export class Session {
  #agent: Staff | null = null;

  get agent(): Staff | null {
    return this.#agent;
  }

  enter(agent: Staff): void {
    this.#agent = agent;
  }

  leave(): void {
    this.#agent = null;
  }

  /** Whoever is signed in, or the refusal that says to sign in. */
  signedIn(): Result<Staff> {
    if (this.#agent) return ok(this.#agent);
    return refuse({
      code: 'signed-out',
      message: 'Entre com o seu nome e a sua senha para continuar.',
      way: 'O que você digitou está guardado.',
    });
  }
}
