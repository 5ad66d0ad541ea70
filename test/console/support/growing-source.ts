import type { LedgerFacts } from '../../../console/src/data/ledger.ts';
import type { DatasetDetail } from '../../../console/src/data/datasets.ts';
import type { ProjectDetail } from '../../../console/src/data/projects.ts';
import type { DataSource } from '../../../console/src/data/source.ts';
import { DATASETS, LEDGER, NOW } from './sample-data.ts';
import { createSampleSource } from './sample-source.ts';

/** Of the window: from then on the log is longer, by what a colleague signed and a connector registered. */
export const GROWN = 'sample-grown';

const gradeByColleague = (dataset: DatasetDetail): DatasetDetail => ({
  ...dataset,
  level: 'g4',
  state: 'graded',
  grading: {
    level: 'g4',
    reasons: ['personal-information'],
    matrix: { major: 1, minor: 0 },
    officer: '沈立',
    time: NOW,
    index: 118_205,
  },
});

const signByColleague = (project: ProjectDetail): ProjectDetail =>
  project.roster === undefined
    ? project
    : { ...project, roster: { number: project.roster.number + 1, index: 118_205, members: project.roster.members.slice(0, 1) } };

/** As the full samples, without the derivative; once the log has grown the second dataset has its level and its derivative, and the roster is another. */
export const createGrowingSource = (): DataSource => {
  const source = createSampleSource('full');
  const [published, waiting, derivative] = DATASETS;
  if (published === undefined || waiting === undefined || derivative === undefined) throw new Error('no samples');
  let isGrown = false;
  const datasets = (): readonly DatasetDetail[] => (isGrown ? [published, gradeByColleague(waiting), derivative] : [published, waiting]);
  const facts = (): LedgerFacts => (isGrown ? { ...LEDGER.facts, size: 118_206 } : LEDGER.facts);
  return {
    ...source,
    ledger: {
      ...source.ledger,
      facts,
      watch: (changed) => {
        const grow = (): void => {
          isGrown = true;
          changed(facts());
        };
        globalThis.addEventListener(GROWN, grow);
        return () => globalThis.removeEventListener(GROWN, grow);
      },
    },
    datasets: {
      list: async () => datasets(),
      get: async (id) => datasets().find((dataset) => dataset.id === id) ?? (await source.datasets.get(id)),
    },
    projects: {
      ...source.projects,
      get: async (id) => {
        const project = await source.projects.get(id);
        return isGrown ? signByColleague(project) : project;
      },
    },
  };
};
