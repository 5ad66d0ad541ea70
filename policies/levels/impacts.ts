import type { Level } from './level.ts';

/** Whom harm to the data would harm, and how much (designed with reference to GB/T 43697-2024). */
export const IMPACT_OBJECTS = [
  'national-security',
  'economic-operation',
  'social-order',
  'public-interest',
  'organization-rights',
  'personal-rights',
] as const;
export type ImpactObject = (typeof IMPACT_OBJECTS)[number];

export const DEGREES = ['none', 'general', 'serious', 'especially-serious'] as const;
export type Degree = (typeof DEGREES)[number];

type Row = Readonly<Record<Degree, Level>>;

const SOCIETY: Row = { none: 'g1', general: 'g4', serious: 'important', 'especially-serious': 'core' };
const RIGHTS: Row = { none: 'g1', general: 'g2', serious: 'g3', 'especially-serious': 'g4' };

/** Level by object and degree: harm to the nation or to society makes data important or core, harm to rights keeps it general. */
export const IMPACT_LEVELS: Readonly<Record<ImpactObject, Row>> = {
  'national-security': { none: 'g1', general: 'important', serious: 'core', 'especially-serious': 'core' },
  'economic-operation': SOCIETY,
  'social-order': SOCIETY,
  'public-interest': SOCIETY,
  'organization-rights': RIGHTS,
  'personal-rights': RIGHTS,
};
