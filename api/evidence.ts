import { z } from 'zod';

/** A bundle for offline verification; it carries no trust, and its own reader checks each part (provenance/evidence). */
export const evidenceBundle = z.record(z.string(), z.json()).meta({ id: 'EvidenceBundle' });
