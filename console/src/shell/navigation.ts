import type { PersonRole } from '../data/session.ts';
import type { IconName } from '../icons/shapes.ts';

export interface NavEntry {
  /** Key under shell.page. */
  readonly page: string;
  readonly to: string;
  readonly icon: IconName;
}

export interface NavGroup {
  /** Key under shell.area; the first group has none. */
  readonly area?: 'data' | 'dealings' | 'evidence' | 'supervision' | 'ledger' | 'members' | 'own';
  readonly entries: readonly NavEntry[];
}

const entry = (page: string, to: string, icon: IconName): NavEntry => ({ page, to, icon });
const LEDGER = entry('ledger', '/ledger', 'link');
const DATASETS = entry('datasets', '/datasets', 'database');
const GRADING = entry('grading', '/grading', 'shield');
const CONNECTORS = entry('connectors', '/connectors', 'network');
const AUDIT = entry('audit', '/audit', 'shield-check');
const WATCH = entry('watch', '/watch', 'alert');
const SETTINGS: NavGroup = { area: 'own', entries: [entry('me', '/me', 'settings')] };

/** The first entry of a role is its home. */
const NAVIGATION: Readonly<Record<PersonRole, readonly NavGroup[]>> = {
  'data-owner': [
    { entries: [entry('owner', '/owner', 'home')] },
    { area: 'data', entries: [DATASETS, GRADING, CONNECTORS] },
    { area: 'dealings', entries: [entry('projects', '/projects', 'pen')] },
    { area: 'evidence', entries: [AUDIT, WATCH, LEDGER] },
    SETTINGS,
  ],
  'grading-officer': [{ entries: [GRADING] }, { area: 'data', entries: [DATASETS] }, { area: 'evidence', entries: [LEDGER] }, SETTINGS],
  labeler: [{ entries: [entry('work', '/work', 'pen')] }, { area: 'evidence', entries: [LEDGER] }, SETTINGS],
  reviewer: [
    { entries: [entry('inspect', '/inspect', 'dice'), entry('adjudicate', '/adjudicate', 'scale')] },
    { area: 'evidence', entries: [LEDGER] },
    SETTINGS,
  ],
  'team-lead': [{ entries: [entry('team', '/team', 'people')] }, { area: 'evidence', entries: [LEDGER] }, SETTINGS],
  administrator: [
    { entries: [entry('organisation', '/organisation', 'key')] },
    { area: 'members', entries: [CONNECTORS] },
    { area: 'evidence', entries: [LEDGER] },
    SETTINGS,
  ],
  auditor: [{ entries: [AUDIT] }, { area: 'supervision', entries: [WATCH] }, { area: 'ledger', entries: [LEDGER] }, SETTINGS],
  operator: [
    { entries: [entry('admission', '/admission', 'people')] },
    { area: 'members', entries: [CONNECTORS] },
    { area: 'ledger', entries: [LEDGER] },
    SETTINGS,
  ],
};

export const navigationOf = (role: PersonRole): readonly NavGroup[] => NAVIGATION[role];

export const homeOf = (role: PersonRole): string => NAVIGATION[role][0]?.entries[0]?.to ?? '/me';
