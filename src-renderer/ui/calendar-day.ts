import { useEffect, useState } from 'react';

/** A day of the calendar, `2026-11-21`, in the window's zone, which is the station's. */
export function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Today, also after midnight. */
export function useToday(): string {
  const [today, setToday] = useState(() => dayOf(new Date()));
  useEffect(() => {
    const now = new Date();
    const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
    const timer = setTimeout(() => setToday(dayOf(new Date())), midnight.getTime() - now.getTime() + 500);
    return () => clearTimeout(timer);
  });
  return today;
}
