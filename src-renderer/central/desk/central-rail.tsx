import { PlaceLink, PlaceRail } from '../../ui/place-rail.tsx';
import { useRouter } from '../../ui/router/router.tsx';
import { CENTRAL_PLACES } from '../places.tsx';

export function CentralRail({ here }: { here: string }) {
  const router = useRouter();
  return (
    <PlaceRail>
      {CENTRAL_PLACES.map(({ path, label, icon }) => (
        <PlaceLink
          key={path}
          href={path}
          here={path === here}
          icon={icon}
          label={label}
          onClick={(event: React.MouseEvent) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            router.go(path);
          }}
        />
      ))}
    </PlaceRail>
  );
}
