import { createRouter, createWebHistory, type Router } from 'vue-router';
import type { DataSource } from './data/source.ts';
import { routes } from './routes.ts';
import { useCrumbs } from './state/crumbs.ts';
import { useSession } from './state/session.ts';

/** Pages by address. Whoever is not signed in goes to the entrance and comes back afterwards. */
export const createConsoleRouter = (data: DataSource): Router => {
  const router = createRouter({
    history: createWebHistory(),
    routes: [...routes],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
  router.beforeEach(async (to) => {
    const session = useSession();
    if (!session.loaded) await session.load(data.session).catch(() => undefined);
    useCrumbs().leaf = '';
    if (to.meta.frame === 'public' || session.person !== undefined) return true;
    return { path: '/enter', query: { to: to.fullPath } };
  });
  return router;
};
