import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { type PackSource, packSchema } from '#shared/procedures/schema/pack.ts';
import { callOf, openCall, registerCustomer, toDebt } from '#test/support/call.ts';
import { done, now, refused, type StationUnderTest, startStation } from '#test/support/station-client.ts';

let station: StationUnderTest;
beforeEach(async () => {
  station = await startStation();
});
afterEach(() => station.close());

type Pack = ReturnType<typeof packSchema.parse>;

/** The default pack with a change, as its file would be. */
function packText(version: number, change: (pack: Pack) => void = () => {}): string {
  const pack = packSchema.parse(structuredClone(defaultPack) as PackSource);
  pack.version = version;
  change(pack);
  return JSON.stringify(pack, null, 2);
}
const stepOf = (pack: Pack, id: string) => pack.flows[0]!.steps.find((step) => step.id === id)!;
const shorter = (version = 2) =>
  packText(version, (pack) => {
    stepOf(pack, 'abordagem').exits[0]!.to = 'ocorrencia';
    stepOf(pack, 'atender').scripts[0]!.text = 'Alô, {{company}}';
  });

describe('procedure packs', () => {
  it('[B2] a new version is in force for calls that begin from now on; running ones stay on theirs', async () => {
    const { client } = station;
    const customer = await registerCustomer(client);
    const running = await openCall(client);
    await running.identify(customer);
    expect(await done(client.packs.check({ text: shorter() }))).toMatchObject({ version: 2 });
    expect((await now(client.station.watch())).packVersion).toBe(1);
    await done(client.packs.install({ text: shorter() }));
    expect((await now(client.station.watch())).packVersion).toBe(2);

    const later = await openCall(client);
    await later.identify(customer);
    await later.walk(toDebt);
    expect(await later.step()).toBe('ocorrencia');
    await station.restart();
    const again = callOf(station.client, running);
    await again.walk(toDebt);
    expect(await again.ticket()).toMatchObject({ attendance: { stepId: 'debito', packVersion: 1 } });
    expect((await station.client.packs.list()).map(({ version, inForce }) => [version, inForce])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect((await station.client.packs.get({ version: 1 }))?.version).toBe(1);
    expect((await station.client.packs.get({ version: null }))?.version).toBe(2);
    expect(await station.client.packs.get({ version: 9 })).toBeNull();
  });

  it('[B2] a published version never changes', async () => {
    await done(station.client.packs.install({ text: shorter(5) }));
    for (const version of [1, 4, 5])
      expect(await refused(station.client.packs.install({ text: shorter(version) }))).toEqual(['B2 pack-version-old']);
    await done(station.client.packs.install({ text: packText(6) }));
  });

  it('[B2] one commit shelves a pack and puts it in force: a restart right after finds it there', async () => {
    const { core } = station.station;
    const { id, ...pack } = packSchema.parse(JSON.parse(shorter()));
    const document = { id: `${id}-2`, version: 2, name: pack.name, installedAt: core.journal.now() };
    await core.store.collections.packs.insert({ ...document, source: shorter() });
    await station.restart();
    expect((await now(station.client.station.watch())).packVersion).toBe(2);
  });

  const broken: [string, () => string, RegExp][] = [
    [
      'a loop without exit',
      () =>
        packText(2, (pack) => {
          const trapped = [
            'analise',
            'solucao-imediata',
            'analise-do-banco',
            'analise-da-supervisao',
            'ordem-de-servico',
          ];
          for (const id of trapped) {
            const step = stepOf(pack, id);
            for (const exit of step.exits) if (exit.to === 'finalizacao') exit.to = 'analise';
            step.skip = { never: 'Não se pula.' };
          }
          stepOf(pack, 'ocorrencia').exits[1]!.to = 'analise';
          stepOf(pack, 'debito').exits[0]!.to = 'analise';
        }),
      /flows\[0\]|atendimento|finalizacao|anali/,
    ],
    [
      'an unknown step',
      () =>
        packText(2, (pack) => {
          stepOf(pack, 'abordagem').exits[0]!.to = 'passo-fantasma';
        }),
      /passo-fantasma/,
    ],
    [
      'a broken condition',
      () =>
        packText(2, (pack) => {
          stepOf(pack, 'debito').exits[0]!.when = { inventado: [1, 2] };
        }),
      /inventado/,
    ],
    [
      'a condition on an answer that there is not',
      () =>
        packText(2, (pack) => {
          stepOf(pack, 'debito').exits[0]!.when = { var: 'answers.debito.fantasma' };
        }),
      /fantasma/,
    ],
    ['bad JSON', () => packText(2).slice(0, -20), /Linha \d+, coluna \d+/],
    ['no pack at all', () => '"oi"', /./],
    ['nothing', () => '', /./],
  ];

  it.each(broken)('[B2] %s is refused naming the place, and the old one stays in force', async (_, text, place) => {
    const { client } = station;
    for (const command of [client.packs.check, client.packs.install]) {
      const answer = await command({ text: text() });
      expect(answer.ok).toBe(false);
      if (!answer.ok)
        expect(answer.refusals.map(({ field, message, way }) => `${field} ${message} ${way}`).join('\n')).toMatch(
          place,
        );
    }
    expect((await now(client.station.watch())).packVersion).toBe(1);
    expect(await client.packs.list()).toHaveLength(1);
    await openCall(client);
    await station.restart();
    expect((await now(station.client.station.watch())).packVersion).toBe(1);
  });
});
