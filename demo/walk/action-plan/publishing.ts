import * as fs from 'node:fs';
import * as path from 'node:path';
import { valueOf } from '../../../console/src/space/acts/owner.ts';
import { DATASET, PROJECT } from '../../space/project.ts';
import { refusalOf, type Walk } from '../walk.ts';

const { title, summary } = DATASET;
/** Version of the level matrix that is read (policies/levels). */
const MATRIX = { major: 1, minor: 0 };

/** Cells of the last column of the source: what must never leave the connector. */
const readWithheld = ({ supervisor }: Walk): string[] => {
  const file = path.join(supervisor.layout.memberProcess('city-hall'), 'source', DATASET.source);
  const rows = fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(1);
  return rows.map((row) => row.split('\t').at(-1)?.trim() ?? '').filter((cell) => cell.length > 8);
};

/** Registered by the connector, graded by the officer, published by the owner; what is not graded is refused on the way. */
export const publish = async (walk: Walk): Promise<void> => {
  const { actionPlan, refusals } = walk.facts;
  actionPlan.withheld.push(...readWithheld(walk));
  const owner = (await walk.as('zhou.min')).person;
  const officer = (await walk.as('shen.li')).person;
  const withhold = walk.breaks('departments-stay-at-connector') ? [] : [...DATASET.withhold];
  const { dataset, answer } = await owner.owner.register({ source: DATASET.source, title, withhold });
  valueOf(answer);
  actionPlan.dataset = dataset;
  const grade = () =>
    officer.grading.grade({ dataset, level: 'g1', reasons: ['public-document', 'no-personal-information'], matrix: MATRIX });
  if (walk.breaks('ungraded-data-is-refused')) await grade();
  const early = await refusalOf(() => owner.owner.openProject({ ...projectTerms, dataset }));
  refusals.set('project over ungraded data', early ?? 'none');
  const usurped = await refusalOf(() => owner.grading.grade({ dataset, level: 'g1', reasons: ['public-document'], matrix: MATRIX }));
  refusals.set('grading by the data owner', usurped ?? 'none');
  if (!walk.breaks('ungraded-data-is-refused')) await grade();
  await owner.owner.publish({ dataset, title, summary });
};

export const projectTerms = {
  title: PROJECT.title,
  instructions: PROJECT.instructions,
  configuration: PROJECT.configuration,
  textColumn: DATASET.textColumn,
};
