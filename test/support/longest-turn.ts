/**
 * The longest that the event loop was held by one turn, in milliseconds of this process's own computing. Not of the
 * clock on the wall, as `monitorEventLoopDelay` has it: that counts whatever else a busy machine runs meanwhile.
 */
export function longestTurn(): { stop(): number } {
  let last = process.cpuUsage();
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
      return longest;
    },
  };
}
