/** How far the inspection of a sample is. */
export interface PlanProgress {
  /** Labels of the sample. */
  readonly size: number;
  /** Most defects with which the lot is accepted. */
  readonly accept: number;
  /** Of what is inspected, in the order in which it was: is it a defect? */
  readonly findings: readonly boolean[];
}

interface Turn {
  readonly inspected: number;
  readonly defects: number;
}

/** What is drawn, in units of a picture 288 wide and 130 high. */
export interface PlanPicture {
  readonly path: string;
  readonly point: { readonly x: number; readonly y: number };
  /** Between accepting and rejecting. */
  readonly limit: number;
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
}

export const FRAME = { left: 8, right: 258, top: 9, bottom: 108 } as const;
const NONE_AT = 104;
/** Least distance of two figures at the side. */
const TICK = 14;

export const defectsOf = ({ findings }: Pick<PlanProgress, 'findings'>): number => findings.filter(Boolean).length;

/** Where the count of defects rises. */
export const turnsOf = ({ findings }: Pick<PlanProgress, 'findings'>): readonly Turn[] =>
  findings.flatMap((isDefect, at) =>
    isDefect ? [{ inspected: at + 1, defects: defectsOf({ findings: findings.slice(0, at + 1) }) }] : [],
  );

export const pictureOf = (progress: PlanProgress): PlanPicture => {
  const { size, accept, findings } = progress;
  const defects = defectsOf(progress);
  const rows = Math.max(accept + 2, defects);
  const step = (NONE_AT - FRAME.top) / rows;
  const x = (inspected: number): number => FRAME.left + ((FRAME.right - FRAME.left) * inspected) / Math.max(size, 1);
  const y = (count: number): number => NONE_AT - count * step;
  const turns = turnsOf(progress).map((turn) => `H${x(turn.inspected)}V${y(turn.defects)}`);
  const point = { x: x(findings.length), y: y(defects) };
  const every = Math.ceil(TICK / step);
  const ticks = Array.from({ length: Math.floor(rows / every) + 1 }, (_, at) => ({ value: at * every, y: y(at * every) }));
  return { path: `M${FRAME.left} ${NONE_AT}${turns.join('')}H${point.x}`, point, limit: y(accept + 0.5), ticks };
};
