import { commandAcceptance } from './connectors/acceptance.ts';
import { createConnectorRoutes } from './connectors/routes.ts';
import { createConnectorService } from './connectors/service.ts';
import { createConnectorStore } from './connectors/store.ts';
import { createTasks, topicsOf } from './connectors/tasks.ts';
import { createEnrolmentRoutes } from './enrolments/routes.ts';
import { createEnrolmentService, type EnrolmentService } from './enrolments/service.ts';
import { createEnrolmentStore } from './enrolments/store.ts';
import type { Foundation } from './foundation.ts';
import type { StatedCosigner } from './log/routes.ts';
import { createOrganisationRoutes } from './organisations/routes.ts';
import { createOrganisationService } from './organisations/service.ts';
import type { Parts } from './parts.ts';
import { createPinRoutes } from './pins/routes.ts';
import type { Resource } from './resource.ts';
import { createSpaceRoutes } from './space/routes.ts';

/** Who is there, and the relay between people and their connectors. */
export interface Identity {
  readonly resources: readonly Resource[];
  readonly enrolments: EnrolmentService;
  readonly statedBy: StatedCosigner;
}

const createRelay = (foundation: Foundation, parts: Parts) => {
  const { database, events, directory, clock, wake } = foundation;
  const store = createConnectorStore(database);
  const { openLots, missingReleases } = parts;
  const tasks = createTasks({ store, events, wake, clock, openLots, missingReleases });
  const service = createConnectorService({ store, events, directory, clock, tasks });
  const resource: Resource = {
    routes: createConnectorRoutes(service),
    acceptances: [commandAcceptance],
    committed: (logged) => wake.notify(logged.flatMap(({ signed }) => topicsOf(directory.state(), signed))),
  };
  return { service, resource };
};

export const createIdentity = (foundation: Foundation, parts: Parts): Identity => {
  const { database, space, directory, clock, pins } = foundation;
  const enrolments = createEnrolmentService({ store: createEnrolmentStore(database), space, directory, clock });
  const organisations = createOrganisationService(space, directory, parts.names);
  const relay = createRelay(foundation, parts);
  return {
    enrolments,
    statedBy: (key) => enrolments.cosignerOf(key),
    resources: [
      { routes: createSpaceRoutes(foundation) },
      { routes: createPinRoutes(pins) },
      { routes: createEnrolmentRoutes(enrolments, directory) },
      { routes: createOrganisationRoutes(organisations) },
      relay.resource,
    ],
  };
};
