import { BaseEdge, type Edge, type EdgeProps, getBezierPath } from '@xyflow/react';

export type WayEdgeType = Edge<{ points: { x: number; y: number }[] }, 'way'>;

/** A line along the points of the layout, so that it goes around the steps between its ends. */
export function WayEdge(props: EdgeProps<WayEdgeType>) {
  const points = props.data?.points ?? [];
  const [bezier] = getBezierPath(props);
  const middle = points[Math.floor(points.length / 2)];
  return (
    <BaseEdge
      path={points.length < 2 ? bezier : smooth(points)}
      {...(props.markerEnd ? { markerEnd: props.markerEnd } : {})}
      {...(props.label ? { label: props.label } : {})}
      labelX={middle?.x ?? props.sourceX}
      labelY={middle?.y ?? props.sourceY}
      labelBgPadding={[6, 3]}
    />
  );
}

/** Through the middles between the points, with the points as handles: no corner, no overshoot. */
function smooth(points: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${first.x},${first.y}`;
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    path += next
      ? ` Q${point.x},${point.y} ${(point.x + next.x) / 2},${(point.y + next.y) / 2}`
      : ` L${point.x},${point.y}`;
  });
  return path;
}
