import { space as spaceSchema, type SpaceFile } from '../../api/space.ts';
import type { Clock } from '../../common/clock.ts';
import type { Route } from '../../platform/http/route.ts';
import { presentLogKeys, type LogKeys } from '../log/keys.ts';
import { defineRoute } from '../route.ts';

export interface SpaceRoutesOptions {
  readonly space: SpaceFile;
  readonly keys: LogKeys;
  readonly clock: Clock;
}

export const createSpaceRoutes = ({ space, keys, clock }: SpaceRoutesOptions): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/space',
    access: 'public',
    summary: 'The space, and the keys that its log signs with: to be compared with a pin list, never to be believed',
    tag: 'identity',
    answer: spaceSchema,
    handle: () => ({
      space: space.space,
      names: space.names,
      ...presentLogKeys(keys),
      seeded: space.seeded ?? false,
      now: clock(),
    }),
  }),
];
