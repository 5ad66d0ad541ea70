import { onMounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { DomainError } from '../../../../common/errors.ts';
import type { EvidenceVerifier, Finding } from '../../data/evidence.ts';
import { sortOf, type FileSort } from './file-sort.ts';

/** A file that could not be used, and why. */
export interface FileFault {
  readonly name: string;
  readonly error: unknown;
}

export interface Verification {
  readonly policy: Readonly<ShallowRef<{ readonly text: string; readonly name?: string } | undefined>>;
  readonly bundle: Readonly<ShallowRef<{ readonly bytes: Uint8Array; readonly name: string } | undefined>>;
  /** While one stands nothing is verified: it would not be under the policy that was meant. */
  readonly policyFault: Readonly<ShallowRef<FileFault | undefined>>;
  readonly bundleFault: Readonly<ShallowRef<FileFault | undefined>>;
  readonly busy: Readonly<Ref<boolean>>;
  readonly finding: Readonly<ShallowRef<Finding | undefined>>;
  /** Takes a file for what it is, in whatever order, and verifies as soon as there is a bundle. */
  readonly take: (text: string, name: string, bytes: Uint8Array, given: FileSort) => Promise<void>;
  readonly refuse: (name: string, given: FileSort) => void;
}

const faultOf = (name: string, given: FileSort): FileFault => ({
  name,
  error: new DomainError(given === 'policy' ? 'policy-malformed' : 'bundle-malformed', { reason: 'too long' }),
});

/** The policy, kept from before or given now. */
const usePolicy = (verifier: EvidenceVerifier) => {
  const policy = shallowRef<{ readonly text: string; readonly name?: string }>();
  const policyFault = shallowRef<FileFault>();
  const takePolicy = async (text: string, name: string): Promise<void> => {
    policyFault.value = undefined;
    try {
      await verifier.keepPolicy(text);
      policy.value = { text, name };
    } catch (error) {
      policyFault.value = { name, error };
    }
  };
  const recall = async (): Promise<void> => {
    const text = await verifier.policy().catch(() => undefined);
    if (text !== undefined) policy.value ??= { text };
  };
  return { policy, policyFault, takePolicy, recall };
};

/** A bundle and a policy, and what the verifier says of them; an older answer never replaces a newer one. */
export const useVerification = (verifier: EvidenceVerifier): Verification => {
  const { policy, policyFault, takePolicy, recall } = usePolicy(verifier);
  const bundle = shallowRef<{ readonly bytes: Uint8Array; readonly name: string }>();
  const bundleFault = shallowRef<FileFault>();
  const finding = shallowRef<Finding>();
  const busy = ref(false);
  let recalled: Promise<void> | undefined;
  let turn = 0;

  const verify = async (): Promise<void> => {
    turn += 1;
    const [mine, given] = [turn, bundle.value];
    finding.value = undefined;
    busy.value = given !== undefined && policyFault.value === undefined;
    // Of a file that was refused before it could be taken the fault stands; of this one it may hold no more.
    if (given !== undefined) bundleFault.value = undefined;
    if (given === undefined || !busy.value) return;
    try {
      const found = await verifier.examine(given.bytes, policy.value?.text);
      if (mine === turn) finding.value = found;
    } catch (error) {
      if (mine === turn) bundleFault.value = { name: given.name, error };
    } finally {
      if (mine === turn) busy.value = false;
    }
  };
  const take: Verification['take'] = async (text, name, bytes, given) => {
    await recalled;
    if (sortOf(text, given) === 'policy') await takePolicy(text, name);
    else bundle.value = { bytes, name };
    await verify();
  };
  const refuse: Verification['refuse'] = (name, given) => {
    if (given === 'policy') policyFault.value = faultOf(name, given);
    else [bundle.value, bundleFault.value] = [undefined, faultOf(name, given)];
    void verify();
  };
  onMounted(() => {
    recalled = recall();
  });
  return { policy, bundle, policyFault, bundleFault, busy, finding, take, refuse };
};
