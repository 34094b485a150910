import { useEffect, useState } from 'react';

/** Quicker than this and a skeleton would only flash. Milliseconds. */
export const LATE = 150;

/** True once `waiting` has held for 150 ms without a break. */
export function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) return setLate(false);
    const timer = setTimeout(() => setLate(true), LATE);
    return () => clearTimeout(timer);
  }, [waiting]);
  return waiting && late;
}
