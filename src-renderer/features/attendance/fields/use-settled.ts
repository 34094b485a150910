import { useEffect, useState } from 'react';

/** The value once it has stood still for `milliseconds`: a search asks for words, not for letters. */
export function useSettled<T>(value: T, milliseconds = 90): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
