import { bench } from './bench.ts';
import { checks } from './checks.ts';
import { common } from './common.ts';
import { configuration } from './configuration.ts';
import { contests } from './contests.ts';
import { datasets } from './datasets.ts';
import { disputes } from './disputes.ts';
import { drawChecks } from './draw-checks.ts';
import { enter } from './enter.ts';
import { errors } from './errors.ts';
import { evidence } from './evidence.ts';
import { form } from './form.ts';
import { grading } from './grading.ts';
import { inspect } from './inspect.ts';
import { languagesOf } from './languages.ts';
import { ledger } from './ledger.ts';
import { lotRecord } from './lot-record.ts';
import { me } from './me.ts';
import { members } from './members.ts';
import { organisation } from './organisation.ts';
import { owner } from './owner.ts';
import { pay } from './pay.ts';
import { projects } from './projects.ts';
import { protection } from './protection.ts';
import { publish } from './publish.ts';
import { shell } from './shell.ts';
import { state } from './state.ts';
import { trace } from './trace.ts';
import { watch } from './watch.ts';
import { work } from './work.ts';

export const AREAS = {
  bench,
  checks,
  common,
  configuration,
  contests,
  datasets,
  disputes,
  drawChecks,
  enter,
  errors,
  evidence,
  form,
  grading,
  inspect,
  ledger,
  lotRecord,
  me,
  members,
  organisation,
  owner,
  pay,
  projects,
  protection,
  publish,
  shell,
  state,
  trace,
  watch,
  work,
};

export const { zh, en } = languagesOf(AREAS);
