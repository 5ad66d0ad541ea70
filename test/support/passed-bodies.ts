import type { Page } from 'playwright-core';

/** Bodies that the gateway sent to pages or got from them. */
export interface PassedBodies {
  listen(page: Page): void;
  /** All of them in one text, once each answer that has begun is read. */
  all(): Promise<string>;
}

export const createPassedBodies = (): PassedBodies => {
  const bodies: Promise<string>[] = [];
  return {
    listen: (page) => {
      page.on('response', (answer) => {
        if (!answer.url().includes('/api/')) return;
        // A page that goes elsewhere takes the answer with it.
        bodies.push(
          Promise.resolve(answer.request().postData() ?? ''),
          answer.text().catch(() => ''),
        );
      });
    },
    all: async () => (await Promise.all(bodies)).join('\n'),
  };
};
