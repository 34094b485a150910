import { KeyTip } from '../../ui/keys/key-hint.tsx';
import { PlaceLink, PlaceRail } from '../../ui/place-rail.tsx';
import { useRouteHref } from '../../ui/router/route-link.tsx';
import { usePlace } from '../../ui/router/router.tsx';
import { type FramePlace, PLACES } from '../places.tsx';

export function Rail() {
  const { match } = usePlace();
  return (
    <PlaceRail>
      {PLACES.map((place) => (
        <RailLink key={place.route} place={place} here={match !== null && place.covers.includes(match.route)} />
      ))}
    </PlaceRail>
  );
}

function RailLink({ place, here }: { place: FramePlace; here: boolean }) {
  const { href, onClick } = useRouteHref(place.route, {});
  return (
    <KeyTip id={place.key} placement="right">
      <PlaceLink href={href} onClick={onClick} here={here} icon={place.icon} label={place.label} />
    </KeyTip>
  );
}
