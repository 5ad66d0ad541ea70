import { defineStore } from 'pinia';
import { ref } from 'vue';

/** Name of the object that the page shows: the last part of the breadcrumb and of the title. */
export const useCrumbs = defineStore('crumbs', () => {
  const leaf = ref('');
  return { leaf };
});
