import type { PackSource } from '../schema/pack.ts';
import { articles } from './articles.ts';
import { boards } from './boards.ts';
import { callFlow } from './call-flow/call-flow.ts';
import { cannedTexts } from './canned-texts.ts';
import { categories, priorities, ticketTypes } from './classification.ts';
import { breachReasons, calendars, limits, slaClasses, slaPolicies } from './clocks.ts';
import { callExplanations, complementaryCall, greetings, skipReasons } from './house.ts';
import { queues, roles } from './people.ts';
import { service } from './service.ts';
import { wordRules } from './word-rules/word-rules.ts';

/** The procedures of the five source texts, as the first version of a house's own pack (B2). */
export const defaultPack: PackSource = {
  format: 1,
  id: 'padrao',
  version: 1,
  name: 'Procedimentos padrão',
  roles,
  queues,
  boards,
  calendars,
  slaClasses,
  slaPolicies,
  breachReasons,
  limits,
  priorities,
  ticketTypes,
  categories,
  cannedTexts,
  articles,
  wordRules,
  greetings,
  skipReasons,
  callExplanations,
  complementaryCall,
  service,
  callFlow: callFlow.id,
  flows: [callFlow],
};
