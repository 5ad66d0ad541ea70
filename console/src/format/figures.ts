const ZONE = 'Asia/Shanghai';
const THIN = '…';

/** Figures for people; every date is written in the space's zone. */
export interface Figures {
  /** `12,406` */
  exact(count: number): string;
  /** `1.24 万`, `3.1 亿` in Chinese headlines; exact below and in English. */
  headline(count: number): string;
  /** Fen as `¥48,215.60`. */
  money(fen: number): string;
  /** 0 to 1 as `98.5%`. */
  ratio(share: number): string;
  /** `2026-11-25 14:32`, with seconds where it is evidence. */
  time(ms: number, seconds?: boolean): string;
  date(ms: number): string;
  /** `9:10` on the day of `now`, `2026-11-24 09:10` on another one. */
  clock(ms: number, now: number): string;
  /** `#118,204` */
  index(index: number): string;
  /** First 4 and last 4 digits. */
  hash(hex: string): string;
  /** Twelve digits in groups of four. */
  fingerprint(hex: string): string;
  /** Bytes as `1.9 GB`. */
  bytes(count: number): string;
}

const atMost = (value: number, digits: number): string => {
  const [whole = '', fraction = ''] = value.toFixed(digits).split('.');
  const kept = fraction.replace(/0+$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
};

const grouped = (count: number): string => {
  const sign = count < 0 ? '-' : '';
  return sign + String(Math.abs(count)).replace(/\B(?=(?:\d{3})+(?!\d))/g, ',');
};

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

const bytes = (count: number): string => {
  const power = count < 1 ? 0 : Math.min(Math.floor(Math.log2(count) / 10), UNITS.length - 1);
  return `${atMost(count / 1024 ** power, power === 0 ? 0 : 1)} ${UNITS[power]}`;
};

const partsOf = (ms: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: ZONE,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );

export const createFigures = (locale: 'zh-CN' | 'en'): Figures => ({
  exact: grouped,
  headline: (count) => {
    if (locale === 'en' || count < 10_000) return grouped(count);
    return count < 100_000_000 ? `${atMost(count / 10_000, 2)} 万` : `${atMost(count / 100_000_000, 1)} 亿`;
  },
  money: (fen) => {
    const whole = Math.floor(Math.abs(fen) / 100);
    return `${fen < 0 ? '-' : ''}¥${grouped(whole)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;
  },
  ratio: (share) => `${atMost(share * 100, 1)}%`,
  time: (ms, seconds = false) => {
    const { year, month, day, hour, minute, second } = partsOf(ms);
    return `${year}-${month}-${day} ${hour}:${minute}${seconds ? `:${second}` : ''}`;
  },
  date: (ms) => {
    const { year, month, day } = partsOf(ms);
    return `${year}-${month}-${day}`;
  },
  clock: (ms, now) => {
    const [then, today] = [partsOf(ms), partsOf(now)];
    const { year, month, day, hour, minute } = then;
    const isToday = year === today['year'] && month === today['month'] && day === today['day'];
    return isToday ? `${Number(hour)}:${minute}` : `${year}-${month}-${day} ${hour}:${minute}`;
  },
  index: (index) => `#${grouped(index)}`,
  hash: (hex) => (hex.length <= 9 ? hex : `${hex.slice(0, 4)}${THIN}${hex.slice(-4)}`),
  fingerprint: (hex) => (hex.slice(0, 12).match(/.{1,4}/g) ?? []).join(' '),
  bytes,
});

/** How long ago, as a key of the texts and a count: minutes and hours below a day, then undefined (write the date). */
export const ageOf = (ms: number, now: number): { readonly key: 'seconds' | 'minutes' | 'hours'; readonly n: number } | undefined => {
  const seconds = Math.max(0, Math.round((now - ms) / 1000));
  if (seconds < 60) return { key: 'seconds', n: seconds };
  if (seconds < 3600) return { key: 'minutes', n: Math.floor(seconds / 60) };
  return seconds < 86_400 ? { key: 'hours', n: Math.floor(seconds / 3600) } : undefined;
};
