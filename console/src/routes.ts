import type { RouteRecordRaw } from 'vue-router';
import type { PersonRole } from './data/session.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Key under shell.page, for title and breadcrumb. */
    page?: string;
    /** Pages above it in the breadcrumb, as [key, path]. */
    above?: readonly (readonly [string, string])[];
    /** Who may open it; everyone who is signed in when absent. */
    roles?: readonly PersonRole[];
    /** bare: no navigation around it; public: needs no sign-in either. */
    frame?: 'shell' | 'bare' | 'public';
  }
}

const DATASETS = ['datasets', '/datasets'] as const;
const PROJECTS = ['projects', '/projects'] as const;

export const routes: readonly RouteRecordRaw[] = [
  { path: '/', redirect: '/enter' },
  { path: '/enter', component: () => import('./pages/enter/EnterPage.vue'), meta: { page: 'enter', frame: 'public' } },
  {
    path: '/interaction/:uid',
    component: () => import('./pages/enter/InteractionPage.vue'),
    props: true,
    meta: { page: 'interaction', frame: 'public' },
  },
  { path: '/verify', component: () => import('./pages/evidence/VerifyPage.vue'), meta: { page: 'verify', frame: 'public' } },
  { path: '/me', component: () => import('./pages/me/MePage.vue'), meta: { page: 'me' } },
  { path: '/owner', component: () => import('./pages/owner/OwnerPage.vue'), meta: { page: 'owner', roles: ['data-owner'] } },
  {
    path: '/datasets',
    component: () => import('./pages/datasets/DatasetsPage.vue'),
    meta: { page: 'datasets', roles: ['data-owner', 'grading-officer'] },
  },
  {
    path: '/datasets/:id/protect',
    component: () => import('./pages/protection/ProtectPage.vue'),
    props: true,
    meta: { page: 'protect', above: [DATASETS], roles: ['data-owner'] },
  },
  {
    path: '/datasets/:id/:tab?',
    component: () => import('./pages/datasets/DatasetPage.vue'),
    props: true,
    meta: { page: 'dataset', above: [DATASETS], roles: ['data-owner', 'grading-officer'] },
  },
  {
    path: '/publish',
    component: () => import('./pages/publish/PublishPage.vue'),
    meta: { page: 'publish', above: [DATASETS], roles: ['data-owner'] },
  },
  {
    path: '/grading',
    component: () => import('./pages/grading/GradingPage.vue'),
    meta: { page: 'grading', roles: ['grading-officer', 'data-owner'] },
  },
  { path: '/projects', component: () => import('./pages/projects/ProjectsPage.vue'), meta: { page: 'projects', roles: ['data-owner'] } },
  {
    path: '/projects/new',
    component: () => import('./pages/projects/NewProjectPage.vue'),
    meta: { page: 'newProject', above: [PROJECTS], roles: ['data-owner'] },
  },
  {
    path: '/projects/:id',
    component: () => import('./pages/projects/ProjectPage.vue'),
    props: true,
    meta: { page: 'project', above: [PROJECTS], roles: ['data-owner'] },
  },
  {
    path: '/lots/:lot/defects',
    component: () => import('./pages/contests/DefectsPage.vue'),
    props: true,
    meta: { page: 'defects', above: [PROJECTS], roles: ['data-owner'] },
  },
  { path: '/work', component: () => import('./pages/work/WorkPage.vue'), meta: { page: 'work', roles: ['labeler'] } },
  {
    path: '/work/:lot',
    component: () => import('./pages/work/BenchPage.vue'),
    props: true,
    meta: { page: 'bench', roles: ['labeler'], frame: 'bare' },
  },
  { path: '/inspect', component: () => import('./pages/inspect/InspectionsPage.vue'), meta: { page: 'inspect', roles: ['reviewer'] } },
  {
    path: '/inspect/:lot',
    component: () => import('./pages/inspect/InspectionPage.vue'),
    props: true,
    meta: { page: 'inspection', above: [['inspect', '/inspect']], roles: ['reviewer'] },
  },
  {
    path: '/adjudicate',
    component: () => import('./pages/contests/AdjudicatePage.vue'),
    meta: { page: 'adjudicate', roles: ['reviewer'] },
  },
  { path: '/team', component: () => import('./pages/team/TeamPage.vue'), meta: { page: 'team', roles: ['team-lead'] } },
  { path: '/audit', component: () => import('./pages/evidence/AuditPage.vue'), meta: { page: 'audit', roles: ['auditor', 'data-owner'] } },
  {
    path: '/audit/:release/:item?',
    component: () => import('./pages/evidence/EvidencePage.vue'),
    props: ({ params, query }) => ({ ...params, label: typeof query['label'] === 'string' ? query['label'] : undefined }),
    meta: { page: 'evidence', above: [['audit', '/audit']], roles: ['auditor', 'data-owner'] },
  },
  { path: '/watch', component: () => import('./pages/watch/WatchPage.vue'), meta: { page: 'watch', roles: ['auditor', 'data-owner'] } },
  { path: '/ledger', component: () => import('./pages/ledger/LedgerPage.vue'), meta: { page: 'ledger' } },
  {
    path: '/organisation',
    component: () => import('./pages/organisation/OrganisationPage.vue'),
    meta: { page: 'organisation', roles: ['administrator'] },
  },
  {
    path: '/organisation/key-letter',
    component: () => import('./pages/organisation/KeyLetterPage.vue'),
    meta: { page: 'keyLetter', above: [['organisation', '/organisation']], roles: ['administrator'] },
  },
  {
    path: '/connectors',
    component: () => import('./pages/connectors/ConnectorsPage.vue'),
    meta: { page: 'connectors', roles: ['data-owner', 'administrator', 'operator'] },
  },
  { path: '/admission', component: () => import('./pages/admission/AdmissionPage.vue'), meta: { page: 'admission', roles: ['operator'] } },
  { path: '/:path(.*)*', component: () => import('./pages/NotFoundPage.vue'), meta: { page: 'notFound', frame: 'public' } },
];
