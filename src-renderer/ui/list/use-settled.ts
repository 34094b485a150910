import { useEffect, useState } from 'react';

/** Slower than a person types between two letters. Milliseconds. */
const TYPING_PAUSE = 180;

/** What was typed, once the typing pauses; an emptied field counts at once. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), text === '' ? 0 : TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
