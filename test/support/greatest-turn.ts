/**
 * The greatest share of this process's computing that one turn of the event loop took, 0 to 1: near 1 when the work was
 * done in one go. Of computing and not of the clock on the wall, and a share and not milliseconds, so that neither a busy
 * machine nor a slow one changes it.
 */
export function greatestTurn(): { stop(): number } {
  const begun = process.cpuUsage();
  let last = begun;
  let longest = 0;
  const look = () => {
    const { user, system } = process.cpuUsage(last);
    last = process.cpuUsage();
    longest = Math.max(longest, (user + system) / 1000);
  };
  const timer = setInterval(look, 1);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      const { user, system } = process.cpuUsage(begun);
      return (longest * 1000) / (user + system);
    },
  };
}
