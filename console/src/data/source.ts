import { inject, type InjectionKey } from 'vue';
import type { ContestsData } from './contests.ts';
import type { DatasetsData, PublishingData } from './datasets.ts';
import type { EvidenceData } from './evidence.ts';
import type { InspectionsData } from './inspections.ts';
import type { LedgerData } from './ledger.ts';
import type { AdmissionData, ConnectorsData, OrganisationData, TeamData } from './members.ts';
import type { ProjectsData } from './projects.ts';
import type { ProtectionData } from './protection.ts';
import type { SessionData } from './session.ts';
import type { WatchData } from './watch.ts';
import type { WorkData } from './work.ts';

/** Everything the pages know and do: one port a concern. Failures are DomainErrors with a stable code. */
export interface DataSource {
  readonly session: SessionData;
  readonly ledger: LedgerData;
  readonly datasets: DatasetsData;
  readonly publishing: PublishingData;
  readonly protection: ProtectionData;
  readonly projects: ProjectsData;
  readonly work: WorkData;
  readonly inspections: InspectionsData;
  readonly contests: ContestsData;
  readonly evidence: EvidenceData;
  readonly watch: WatchData;
  readonly team: TeamData;
  readonly connectors: ConnectorsData;
  readonly organisation: OrganisationData;
  readonly admission: AdmissionData;
}

export const DATA_SOURCE: InjectionKey<DataSource> = Symbol('data source');

export const useData = (): DataSource => {
  const source = inject(DATA_SOURCE);
  if (source === undefined) throw new Error('the console was started without a data source');
  return source;
};
