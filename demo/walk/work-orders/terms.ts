import { HOTLINE_PROJECT, WORK_ORDERS } from '../../space/hotline-project.ts';

/** Version of the level matrix that is read (policies/levels). */
export const MATRIX = { major: 1, minor: 0 };

export const projectTerms = {
  title: HOTLINE_PROJECT.title,
  instructions: HOTLINE_PROJECT.instructions,
  configuration: HOTLINE_PROJECT.configuration,
  textColumn: WORK_ORDERS.textColumn,
};
