/*
 * Where the focus goes in a step: to the first field that is asked for or written at length and still has no
 * answer, else to the notes. What had
 * it is remembered by ids for this window's life, so that a reload comes back to the same field.
 */

const CONTROLS =
  'input:not([type="hidden"]):not([disabled]):not([aria-hidden]), textarea:not([disabled]), select, [tabindex="0"], button:not([disabled])';

function controlOf(place: Element): HTMLElement | null {
  return (
    place.querySelector<HTMLElement>('form input:not([type="radio"])') ??
    place.querySelector<HTMLElement>('input[type="radio"]:checked') ??
    place.querySelector<HTMLElement>(CONTROLS)
  );
}

/**
 * Focuses the first field that wants an answer, else the notes; tells whether there was something to focus. Without `scroll`
 * the step stays where it begins, so that what to say is read first; typing brings the field into sight.
 */
export function focusFirstEmpty(root: Element | null, { scroll = true } = {}): boolean {
  const places = root?.querySelectorAll('[data-step-present] [data-step-field][data-wanted="true"]') ?? [];
  for (const place of places) {
    const control = controlOf(place);
    if (control) return focused(control, scroll);
  }
  const notes = root?.querySelector<HTMLElement>('[data-step-present] [data-step-notes] textarea');
  return notes ? focused(notes, scroll) : false;
}

/** Focuses the first field that keeps the step from being left. */
export function focusFirstWrong(root: Element | null): boolean {
  const place = root?.querySelector('[data-step-present] [data-step-field][data-wrong="true"]');
  const missing = place?.querySelector<HTMLElement>('[aria-invalid="true"]');
  const control = missing?.matches('input, textarea, [tabindex]') ? missing : place && controlOf(missing ?? place);
  return control ? focused(control) : false;
}

export function focusNotes(root: Element | null): boolean {
  const notes = root?.querySelector<HTMLElement>('[data-step-present] [data-step-notes] textarea');
  return notes ? focused(notes) : false;
}

/** To where the customer is found or, once known, to their column. */
export function focusColumn(root: Element | null): boolean {
  const column = root?.querySelector<HTMLElement>('[data-customer-column]');
  return column ? focused(column) : false;
}

export function focusCustomer(root: Element | null): boolean {
  const field = root?.querySelector('[data-step-present] [data-kind="customer"]');
  const column = root?.querySelector<HTMLElement>('[data-customer-column]');
  const control = field ? controlOf(field) : column;
  return control ? focused(control) : false;
}

function focused(control: HTMLElement, scroll = true): boolean {
  control.focus({ preventScroll: !scroll });
  if (control instanceof HTMLTextAreaElement) control.setSelectionRange(control.value.length, control.value.length);
  if (scroll) control.scrollIntoView({ block: 'nearest' });
  return true;
}

const memory = (ticketId: string) => `prumo-focus:${ticketId}`;

/** Called whenever something in the step gets the focus. */
export function rememberFocus(ticketId: string, stepId: string, target: EventTarget): void {
  if (!(target instanceof Element)) return;
  const field = target.closest('[data-step-field]')?.getAttribute('data-step-field');
  const place = field ?? (target.closest('[data-step-notes]') ? '~notes' : null);
  if (place) sessionStorage.setItem(memory(ticketId), `${stepId} ${place}`);
}

/** After a reload: back to the field that had the focus; false when the step is another one. */
export function restoreFocus(root: Element | null, ticketId: string, stepId: string): boolean {
  const [step, place] = sessionStorage.getItem(memory(ticketId))?.split(' ') ?? [];
  if (!root || step !== stepId || !place) return false;
  if (place === '~notes') return focusNotes(root);
  const found = root.querySelector(`[data-step-present] [data-step-field="${CSS.escape(place)}"]`);
  const control = found && controlOf(found);
  return control ? focused(control) : false;
}
