import { signedPinList as signed } from '../provenance/identity/pin-list.ts';

/** Body and answer of /api/pins/:org. */
export const signedPinList = signed.meta({ id: 'SignedPinList' });
