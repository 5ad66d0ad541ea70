import { watch, type Ref } from 'vue';
import type { DatasetDetail } from '../../data/datasets.ts';
import type { PublishDraft } from './draft.ts';

type Named = Pick<DatasetDetail, 'id' | 'title' | 'summary'>;

const isBlank = ({ zh, en }: PublishDraft['title']): boolean => zh === '' && en === '';

/** A dataset that is opened from elsewhere brings its own names, once: what is emptied to be written anew stays empty when the page is renewed. */
export const useOwnNames = (draft: Ref<PublishDraft>, detail: () => Named | undefined): void => {
  watch(
    () => detail()?.id,
    () => {
      const found = detail();
      if (found === undefined || !isBlank(draft.value.title)) return;
      draft.value.title = { ...found.title };
      if (found.summary !== undefined && isBlank(draft.value.summary)) draft.value.summary = { ...found.summary };
    },
  );
};
