/** Milliseconds of processor time that this process spends on it: what else is at work does not count. */
export const processorTimeOf = (work: () => void): number => {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
};
