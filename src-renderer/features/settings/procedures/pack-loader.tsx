import { useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../bridge/bridge-context.tsx';
import { useAgent } from '../../../bridge/station-context.tsx';
import { useCommand } from '../../../bridge/use-command.ts';
import { usePack } from '../../../bridge/use-pack.ts';
import { AtTheCentre, useIsEnrolled } from '../../../ui/centre/at-the-centre.tsx';
import { PackFile } from '../../../ui/pack-file.tsx';
import { Panel } from '../../../ui/panel.tsx';

/** Puts a pack in force, for whoever may; the others read where it is done. */
export function PackLoader() {
  const { role } = useAgent();
  const enrolled = useIsEnrolled();
  const pack = usePack();
  const publishes = pack?.roles.find(({ id }) => id === role)?.duties.includes('administration');
  if (enrolled === undefined || pack === undefined) return null;
  if (!enrolled || publishes) return <Loader />;
  return (
    <Panel>
      <AtTheCentre path="/procedimentos" label="Procedimentos, na central">
        Os procedimentos são publicados por quem administra a organização, e chegam sozinhos a todas as estações. Uma
        versão nova vale para as ligações que começarem depois.
      </AtTheCentre>
    </Panel>
  );
}

function Loader() {
  const check = useCommand('packs.check');
  const install = useCommand('packs.install');
  const api = useApi();
  const queries = useQueryClient();
  const run = async (input: { text: string }) => {
    const done = await install.run(input);
    if (done.ok) await queries.invalidateQueries({ queryKey: api.packs.key() });
    return done;
  };
  return (
    <PackFile
      check={check}
      take={{
        run,
        busy: install.busy,
        label: 'Pôr em vigor',
        taken: (version) => `Versão ${version} em vigor para as próximas ligações.`,
      }}
    >
      Um pacote novo vale para as ligações que começarem depois; as que estão em curso seguem no delas.
    </PackFile>
  );
}
