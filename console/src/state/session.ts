import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { PersonRole, SessionData, SignedIn, SpaceInfo } from '../data/session.ts';
import { usePreferences } from './preferences.ts';

/** Who is signed in and in which role; one role at a time. */
export const useSession = defineStore('session', () => {
  const preferences = usePreferences();
  const person = shallowRef<SignedIn>();
  const space = shallowRef<SpaceInfo>();
  const loaded = shallowRef(false);
  /** The role in use: the last one used if the person still holds it. */
  const role = computed<PersonRole | undefined>(() => {
    const held = person.value?.roles.map((entry) => entry.role) ?? [];
    return held.find((candidate) => candidate === preferences.role) ?? held[0];
  });
  const load = async (data: SessionData): Promise<void> => {
    [space.value, person.value] = await Promise.all([data.space(), data.current()]);
    loaded.value = true;
  };
  const enter = (as: PersonRole): void => {
    preferences.role = as;
  };
  return { person, space, loaded, role, load, enter };
});
