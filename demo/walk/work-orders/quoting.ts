import { WORK_ORDERS } from '../../space/hotline-project.ts';
import type { Walk } from '../walk.ts';

/** What an owner must not do, for claims that are to fail: she quotes from her rows in the catalogue, where the gateway reads it. */
export const quoteInCatalogue = async (walk: Walk, words: string): Promise<void> => {
  const { owner } = (await walk.as('gu.yun')).person;
  await owner.publish({ dataset: walk.facts.workOrders.dataset, title: WORK_ORDERS.derivative, summary: { zh: words, en: words } });
};
