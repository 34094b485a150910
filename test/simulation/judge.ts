/*
 * What must hold once there is peace, reckoned anew from what every side has and from what people were told. Each
 * complaint says which promise is broken, where, and by what.
 */

import type { Entry } from '#shared/domain/ticket/entry.ts';
import { fold } from '#shared/domain/ticket/fold.ts';
import { scopesOf } from '#shared/domain/ticket/scopes.ts';
import type { Account } from './account.ts';
import type { CentreEvidence } from './centre-evidence.ts';
import { SHARED_FIELD } from './deeds.ts';
import type { Evidence } from './station-messages.ts';

export interface Case {
  stations: Evidence[];
  centre: CentreEvidence;
  account: Account;
}

type Complain = (promise: string, facts: string) => void;

export function judge(given: Case): string[] {
  const complaints: string[] = [];
  const complain: Complain = (promise, facts) => complaints.push(`${promise}: ${facts}`);
  nothingIsLost(given, complain);
  feedsAreWhole(given, complain);
  stationsHoldWhatTheyMay(given, complain);
  headsAreEqual(given, complain);
  documentsAreEqual(given, complain);
  editsStay(given, complain);
  nothingIsStuck(given, complain);
  checksAgree(given, complain);
  refusalsStayAtHome(given, complain);
  orderHolds(given, complain);
  protocolsAreUnique(given, complain);
  filesAreNamed(given, complain);
  return complaints;
}

const bodiesOf = ({ centre }: Case) => new Map(centre.entries.map((entry) => [entry.id, entry]));

/** Every entry that somebody was told is saved is at the centre, or refused at its station. */
function nothingIsLost(given: Case, complain: Complain): void {
  const accepted = bodiesOf(given);
  for (const { id, station, bad } of given.account.entries) {
    // What was unsent when it was cut off is lost with it, and that is meant.
    if (given.stations[station]!.revoked) continue;
    const refused = given.stations[station]!.verdicts.some((one) => one.collection === 'entries' && one.id === id);
    if (accepted.has(id) && refused) complain('refused or accepted, never both', `${id} of station ${station}`);
    if (!accepted.has(id) && !refused) complain('no entry is lost', `${id} of station ${station}`);
    if (accepted.has(id) && bad) complain('what breaks the rules is refused', `${id} of station ${station}`);
  }
}

/** Each feed names exactly the entries of its tickets, and each ticket is where its head says. */
function feedsAreWhole(given: Case, complain: Complain): void {
  const { centre } = given;
  const ticketOf = new Map(centre.entries.map(({ id, ticketId }) => [id, ticketId]));
  const journals = Map.groupBy(centre.entries, ({ ticketId }) => ticketId);
  const listed = new Map<string, Set<string>>();
  for (const { scope, kind, entryId } of centre.feed) {
    if (kind !== 'e') continue;
    const key = `${scope} ${ticketOf.get(entryId!)}`;
    const ids = listed.get(key) ?? new Set<string>();
    ids.add(entryId!);
    listed.set(key, ids);
  }
  const places = Map.groupBy(centre.ticketScopes, ({ ticketId }) => ticketId);
  for (const { id, birthUnit, aged, folded } of centre.tickets) {
    const journal = journals.get(id) ?? [];
    const said = placesSaid(given, { id, birthUnit, aged, folded }).toSorted().join(' ');
    const are = (places.get(id) ?? [])
      .map(({ scope }) => scope)
      .toSorted()
      .join(' ');
    if (said !== are) complain('a ticket is in the scopes of its head', `${id} is in ${are}, its head says ${said}`);
    for (const { scope } of places.get(id) ?? []) {
      const missing = journal.filter((entry) => !listed.get(`${scope} ${id}`)?.has(entry.id));
      if (missing.length > 0)
        complain('a feed has every entry', `${missing.length} of ticket ${id} are not in ${scope}`);
    }
  }
  for (const key of listed.keys()) {
    const [scope, ticketId] = key.split(' ');
    if (!(places.get(ticketId!) ?? []).some((place) => place.scope === scope))
      complain('a feed has no entry of others', `${ticketId} in ${scope}`);
  }
}

/** By its head, its age, and who had it brought in. */
function placesSaid({ centre }: Case, { id, birthUnit, aged, folded }: CentreEvidence['tickets'][number]): string[] {
  const known = scopesOf(folded.ticket, birthUnit).filter((scope) => !aged || !scope.startsWith('u:'));
  const asked = centre.broughtIn.flatMap(({ ticketId, staffId }) => (ticketId === id ? [`a:${staffId}`] : []));
  return [...new Set([...known, ...asked])];
}

/** The centre knows which tickets name which files, and each station those of its own. */
function filesAreNamed({ centre, stations }: Case, complain: Complain): void {
  const named = (entries: readonly Entry[]) =>
    new Set(entries.flatMap((one) => (one.kind === 'attached' ? [`${one.ticketId} ${one.data.sha256}`] : [])));
  const compare = (where: string, wanted: Set<string>, rows: readonly { ticketId: string; sha256: string }[]) => {
    const found = new Set(rows.map(({ ticketId, sha256 }) => `${ticketId} ${sha256}`));
    for (const key of [...wanted, ...found])
      if (!wanted.has(key) || !found.has(key)) complain('a file is where an entry names it', `${where}: ${key}`);
  };
  compare('centre', named(centre.entries), centre.references);
  for (const [index, { entries, files }] of stations.entries()) compare(`station ${index}`, named(entries), files);
}

/** Every accepted entry on every entitled station exactly once, and nothing of anybody else. */
function stationsHoldWhatTheyMay(given: Case, complain: Complain): void {
  const { centre, stations } = given;
  const journals = Map.groupBy(centre.entries, ({ ticketId }) => ticketId);
  const places = Map.groupBy(centre.ticketScopes, ({ ticketId }) => ticketId);
  const accepted = bodiesOf(given);
  for (const [index, station] of stations.entries()) {
    const scopes = new Set<string>(centre.scopes[index]);
    const here = new Map(station.entries.map((entry) => [entry.id, entry]));
    if (here.size !== station.entries.length) complain('an entry is there once', `station ${index}`);
    for (const [ticketId, journal] of journals) {
      const entitled = (places.get(ticketId) ?? []).some(({ scope }) => scopes.has(scope));
      const found = journal.filter(({ id }) => here.has(id));
      if (entitled && found.length < journal.length)
        complain(
          'an entitled station has every entry',
          `station ${index} has ${found.length} of ${journal.length} of ${ticketId}`,
        );
      if (!entitled && found.length > 0)
        complain(
          'a station has nothing outside its scopes',
          `station ${index} has ${found.length} entries of ${ticketId}`,
        );
    }
    const refused = new Set(station.verdicts.filter(({ collection }) => collection === 'entries').map(({ id }) => id));
    for (const [id, entry] of here) {
      const original = accepted.get(id);
      if (!original && !refused.has(id))
        complain('what is nowhere else is refused with a reason', `${id} at station ${index}`);
      if (original && !sameJson(original, entry)) complain('an entry never changes', `${id} at station ${index}`);
    }
  }
}

/** The fold is the same at the centre and at every station, and what they keep is what the fold says. */
function headsAreEqual(given: Case, complain: Complain): void {
  const { centre, stations } = given;
  const journals = Map.groupBy(centre.entries, ({ ticketId }) => ticketId);
  const heads = new Map([...journals].map(([id, journal]) => [id, fold(journal)]));
  for (const { id, folded } of centre.tickets) {
    if (!sameJson(heads.get(id), folded))
      complain('the centre’s head is the fold', difference(heads.get(id), folded, id));
  }
  const accepted = bodiesOf(given);
  for (const [index, station] of stations.entries()) {
    const kept = new Map(station.heads.map(({ id, folded }) => [id, folded]));
    if (station.staleHeads > 0) complain('no head is behind its journal', `station ${index}: ${station.staleHeads}`);
    for (const [ticketId, journal] of Map.groupBy(station.entries, (entry) => entry.ticketId)) {
      if (!journal.some(({ id }) => accepted.has(id))) continue;
      const head = heads.get(ticketId);
      if (!sameJson(head, kept.get(ticketId)))
        complain(
          'a station’s head is the centre’s',
          `station ${index}: ${difference(head, kept.get(ticketId), ticketId)}`,
        );
    }
    for (const id of kept.keys())
      if (!station.entries.some(({ ticketId }) => ticketId === id))
        complain('no head without a journal', `station ${index}: ${id}`);
  }
}

function documentsAreEqual({ centre, stations }: Case, complain: Complain): void {
  const bodies = new Map(centre.documents.map((one) => [`${one.collection}/${one.id}`, one]));
  for (const [index, station] of stations.entries()) {
    const scopes = new Set<string>(centre.scopes[index]);
    const entitled = new Set(
      centre.feed
        .filter(({ scope, kind }) => kind === 'd' && scopes.has(scope))
        .map(({ collection, id }) => `${collection}/${id}`),
    );
    const here = new Map(station.documents.map((one) => [`${one.collection}/${one.id}`, one]));
    for (const key of entitled) {
      const [mine, theirs] = [here.get(key), bodies.get(key)!];
      if (!mine) complain('an entitled station has every document', `station ${index} lacks ${key}`);
      else if (!sameJson(mine.document, theirs.body))
        complain(
          'a document is the same everywhere',
          `station ${index} ${difference(theirs.body, mine.document, key)}`,
        );
      else if (mine.version !== theirs.version)
        complain(
          'a station knows the version it has',
          `station ${index} ${key}: ${mine.version}, centre ${theirs.version}`,
        );
    }
    const refused = new Set(station.verdicts.map(({ collection, id }) => `${collection}/${id}`));
    for (const key of here.keys())
      if (!entitled.has(key) && !refused.has(key))
        complain('a station has no document outside its scopes', `station ${index} has ${key}`);
  }
}

/** What only one station changes has its last value; of what several changed, no value vanishes without a word. */
function editsStay({ centre, stations, account }: Case, complain: Complain): void {
  const customers = new Map(
    centre.documents.filter(({ collection }) => collection === 'customers').map(({ id, body }) => [id, body]),
  );
  const isRefused = (station: number, customerId: string) =>
    stations[station]!.revoked ||
    stations[station]!.verdicts.some(({ collection, id }) => collection === 'customers' && id === customerId);
  for (const { customerId, field, station, token } of account.ownEdits.values()) {
    const value = customers.get(customerId)?.[field];
    if (value === token || isRefused(station, customerId)) continue;
    // An edit of which the answer was not seen may have come after it.
    if (typeof value === 'string' && account.unsure.has(value)) continue;
    complain('an edit is not lost', `${field} of ${customerId} by station ${station} is ${value}, was set to ${token}`);
  }
  for (const [customerId, edits] of Map.groupBy(account.sharedEdits, (edit) => edit.customerId)) {
    const value = customers.get(customerId)?.[SHARED_FIELD];
    const known =
      edits.some(({ token }) => token === value) || (typeof value === 'string' && account.unsure.has(value));
    if (!known && !edits.some(({ station }) => isRefused(station, customerId)))
      complain('a shared field has a value that somebody set', `${SHARED_FIELD} of ${customerId} is ${String(value)}`);
  }
}

function nothingIsStuck({ stations }: Case, complain: Complain): void {
  for (const [index, { outbox, leaving, scopes, held, unechoed, entries }] of stations.entries()) {
    for (const { collection, id, state } of outbox)
      complain('nothing is stuck', `station ${index}: ${state} ${collection}/${id}`);
    for (const { collection, id } of leaving) complain('what left is gone', `station ${index}: ${collection}/${id}`);
    for (const { scope, state, cursor, complete } of scopes)
      if (state !== 'held' || cursor === null || !complete)
        complain('every scope is whole', `station ${index}: ${scope} is ${state}, ${cursor ?? 'at its beginning'}`);
    for (const { scope, collection, id } of held)
      if (scope.startsWith('?')) complain('nothing stays in doubt', `station ${index}: ${collection}/${id}`);
    const here = new Set(entries.map(({ id }) => id));
    for (const id of unechoed) if (here.has(id)) complain('what the centre took comes back', `station ${index}: ${id}`);
  }
}

function checksAgree({ stations }: Case, complain: Complain): void {
  for (const [index, { checks }] of stations.entries())
    for (const { scope, outcome, collections = [] } of checks)
      if (outcome !== 'equal')
        complain('digests are equal', `station ${index}: ${scope} ${outcome} ${collections.join(' ')}`);
}

/** Codes with which something that was done in good faith may be refused. */
const FAIR_REFUSALS = new Set(['document-out-of-reach']);

function refusalsStayAtHome(given: Case, complain: Complain): void {
  const { stations, account } = given;
  const bad = new Set(account.entries.filter((one) => one.bad).map(({ id }) => id));
  for (const [index, station] of stations.entries()) {
    const leftBehind = ofThoseWhoLeft(station, account);
    for (const { collection, id, refusals } of station.verdicts) {
      if (refusals.length === 0) complain('a refusal has its reason', `${collection}/${id} at station ${index}`);
      const codes = refusals.map(({ code }) => code);
      if (
        collection === 'entries' &&
        stations.some(({ entries }, other) => other !== index && entries.some((one) => one.id === id))
      )
        complain('a refused entry is at its station only', `${id} of station ${index}`);
      // An entry without an answer may be one of the crafted ones; what somebody wrote who has left is rightly refused.
      const told = account.entries.some((one) => one.id === id) && !leftBehind.has(id);
      if (collection === 'entries' ? told && !bad.has(id) : !codes.every((code) => FAIR_REFUSALS.has(code)))
        complain(
          'what was done by the rules is not refused',
          `${collection}/${id} of station ${index}: ${codes.join(' ')}`,
        );
    }
  }
}

/** Refused entries of people without an account any more, and what others wrote on top of them. */
function ofThoseWhoLeft(station: Evidence, { removed }: Account): Set<string> {
  const refused = new Set(station.verdicts.map(({ id }) => id));
  const kept = station.verdicts.flatMap(({ collection, body }) =>
    collection === 'entries' && body !== null ? [JSON.parse(body) as Entry] : [],
  );
  const entries = [...station.entries, ...kept].filter(({ id }) => refused.has(id));
  const tickets = new Set(entries.filter(({ actor }) => removed.has(actor.id)).map(({ ticketId }) => ticketId));
  return new Set(entries.filter(({ ticketId }) => tickets.has(ticketId)).map(({ id }) => id));
}

/** Whatever was written with knowledge of something sorts after it. */
function orderHolds({ centre, account }: Case, complain: Complain): void {
  for (const { id, base, hlc } of centre.entries)
    for (const [station, stamp] of Object.entries(base))
      if (stamp >= hlc) complain('an entry comes after what it knew', `${id} at ${hlc} knew ${stamp} of ${station}`);
  for (const { id, station, stampBefore, stampAfter } of account.entries)
    if (stampAfter <= stampBefore)
      complain(
        'an entry comes after what lay there',
        `${id} of station ${station}: ${stampAfter} after ${stampBefore}`,
      );
  const stamps = Map.groupBy(centre.entries, ({ hlc }) => hlc);
  for (const [hlc, entries] of stamps) if (entries.length > 1) complain('stamps are unique', hlc);
}

function protocolsAreUnique({ centre, stations }: Case, complain: Complain): void {
  const openings = new Map<string, Entry>();
  for (const entry of [...centre.entries, ...stations.flatMap(({ entries }) => entries)])
    if (entry.kind === 'call-opened') openings.set(entry.id, entry);
  const protocols = Map.groupBy(openings.values(), (entry) =>
    entry.kind === 'call-opened' ? entry.data.protocol : '',
  );
  for (const [protocol, entries] of protocols)
    if (entries.length > 1) complain('a protocol number is given once', `${protocol} to ${entries.length} tickets`);
}

function sameJson(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inside: unknown) =>
    typeof inside === 'object' && inside !== null && !Array.isArray(inside)
      ? Object.fromEntries(Object.entries(inside).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inside,
  );
}

/** Where two values differ first, for a person to read. */
function difference(wanted: unknown, found: unknown, path: string): string {
  if (isRecord(wanted) && isRecord(found)) {
    for (const key of new Set([...Object.keys(wanted), ...Object.keys(found)]))
      if (!sameJson(wanted[key], found[key])) return difference(wanted[key], found[key], `${path}.${key}`);
  }
  const text = (value: unknown) => (value === undefined ? 'nothing' : canonical(value)).slice(0, 300);
  return `${path} is ${text(found)}, not ${text(wanted)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
