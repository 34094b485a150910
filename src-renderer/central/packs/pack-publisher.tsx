import { PackFile } from '../../ui/pack-file.tsx';
import { useAct } from '../api/use-view.ts';

/** Publishes a pack for every station of the organisation. */
export function PackPublisher() {
  const check = useAct<{ text: string }, { name: string; version: number }>('/packs/check');
  const publish = useAct<{ text: string }, { version: number }>('/packs/publish');
  return (
    <PackFile
      check={check}
      take={{
        ...publish,
        label: 'Publicar para todas as estações',
        taken: (version) => `Versão ${version} publicada. Cada estação a recebe assim que alcançar a central.`,
      }}
    >
      Uma versão nova vale para as ligações que começarem depois; as que estão em curso seguem na delas.
    </PackFile>
  );
}
