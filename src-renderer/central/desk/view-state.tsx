import type { ReactNode } from 'react';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import type { View } from '../api/use-view.ts';

/** A view's rows to come, why there are none, and then what it holds. */
export function ViewState<T>({ view, children }: { view: View<T>; children: (data: T) => ReactNode }) {
  return (
    <>
      <RefusalText refusals={view.refusals} />
      {view.data === undefined && view.waiting ? <SkeletonRows rows={4} /> : null}
      {view.data === undefined ? null : children(view.data)}
    </>
  );
}
