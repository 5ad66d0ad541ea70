import { ref, watch, type Ref } from 'vue';

/** What is being written on a page, kept in this tab at each change until it is sent. */
export const useDraft = <Value extends object>(
  name: string,
  empty: () => Value,
): { readonly draft: Ref<Value>; readonly clear: () => void } => {
  const key = `xinbiao.draft.${name}`;
  const read = (): Value => {
    try {
      const kept: unknown = JSON.parse(globalThis.sessionStorage.getItem(key) ?? 'null');
      return typeof kept === 'object' && kept !== null ? { ...empty(), ...kept } : empty();
    } catch {
      return empty();
    }
  };
  const draft = ref(read()) as Ref<Value>;
  watch(draft, (value) => globalThis.sessionStorage.setItem(key, JSON.stringify(value)), { deep: true });
  const clear = (): void => {
    draft.value = empty();
    globalThis.sessionStorage.removeItem(key);
  };
  return { draft, clear };
};
