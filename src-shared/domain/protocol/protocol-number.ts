import { dammDigit, dammHolds } from './damm.ts';

/*
 * The number an agent reads out when the call begins (B5): final at once, also offline.
 *
 *     261121 0312 0047 9
 *     date   station sequence check
 *
 * Digits only: day (YYMMDD, the station's local day), station number (4), the station's sequence of
 * that day (4, more when a day has more), check digit (Damm). Unique because a station number belongs
 * to one station and the sequence of a day never goes back, whatever the clock does.
 */

export interface ProtocolParts {
  /** YYMMDD. */
  day: string;
  /** 1 to 9999. */
  station: number;
  /** From 1. */
  sequence: number;
}

export const MAX_STATION = 9999;
/** Stations without a server take their own number from here up; enrolment gives numbers below. */
export const FIRST_OWN_STATION = 9000;

/** YYMMDD of a local date. */
export function protocolDay(local: { year: number; month: number; day: number }): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(local.year % 100)}${two(local.month)}${two(local.day)}`;
}

/** Digits without spaces. Throws on parts out of range: a programming error. */
export function protocolNumber({ day, station, sequence }: ProtocolParts): string {
  if (!/^\d{6}$/.test(day)) throw new RangeError(`day is not YYMMDD: ${day}`);
  if (!Number.isInteger(station) || station < 1 || station > MAX_STATION)
    throw new RangeError(`station out of range: ${station}`);
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new RangeError(`sequence out of range: ${sequence}`);
  const body = `${day}${String(station).padStart(4, '0')}${String(sequence).padStart(4, '0')}`;
  return body + dammDigit(body);
}

/** As it is read out: `261121 0312 0047 9`. Text that is no protocol number comes back unchanged. */
export function formatProtocol(protocol: string): string {
  if (!/^\d{15,}$/.test(protocol)) return protocol;
  return [protocol.slice(0, 6), protocol.slice(6, 10), protocol.slice(10, -1), protocol.slice(-1)].join(' ');
}

/** The parts of a typed number (spaces, dots and hyphens allowed), or why it cannot be one. */
export function parseProtocol(
  typed: string,
): { ok: true; protocol: string; parts: ProtocolParts } | { ok: false; message: string } {
  const protocol = typed.replace(/[\s.-]/g, '');
  if (!/^\d+$/.test(protocol)) return { ok: false, message: 'O protocolo tem só algarismos.' };
  if (protocol.length < 15) return { ok: false, message: 'Faltam algarismos: o protocolo tem pelo menos 15.' };
  if (!dammHolds(protocol))
    return { ok: false, message: 'O protocolo não confere: há um algarismo errado ou trocado. Confira com o cliente.' };
  return {
    ok: true,
    protocol,
    parts: {
      day: protocol.slice(0, 6),
      station: Number(protocol.slice(6, 10)),
      sequence: Number(protocol.slice(10, -1)),
    },
  };
}
