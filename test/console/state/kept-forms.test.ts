import { expect } from 'chai';
import { effectScope, nextTick, ref, shallowRef } from 'vue';
import type { DatasetDetail } from '../../../console/src/data/datasets.ts';
import type { ProjectDetail } from '../../../console/src/data/projects.ts';
import { useGraded } from '../../../console/src/pages/grading/graded.ts';
import { useRosterEdit } from '../../../console/src/pages/projects/roster-edit.ts';
import { emptyDraft } from '../../../console/src/pages/publish/draft.ts';
import { useOwnNames } from '../../../console/src/pages/publish/own-names.ts';
import { DATASETS, PROJECTS } from '../support/sample-data.ts';

const [FIRST, SECOND] = DATASETS;
const ROSTER = PROJECTS[0]?.roster;
if (FIRST === undefined || SECOND === undefined || ROSTER === undefined) throw new Error('no samples');

describe('what somebody fills in while a page is renewed', () => {
  const scope = effectScope();
  after(() => scope.stop());
  const within = <Value>(make: () => Value): Value => {
    const made = scope.run(make);
    if (made === undefined) throw new Error('a stopped scope');
    return made;
  };

  describe('of a publication', () => {
    const openDraft = () =>
      within(() => {
        const draft = ref(emptyDraft());
        const detail = shallowRef<DatasetDetail>();
        useOwnNames(draft, () => detail.value);
        const show = async (shown: DatasetDetail | undefined): Promise<void> => {
          detail.value = shown;
          await nextTick();
        };
        return { draft, show };
      });

    it('is the dataset’s own names once, and then what is typed, emptied as well', async () => {
      const { draft, show } = openDraft();
      await show(FIRST);
      expect([draft.value.title, draft.value.summary]).to.deep.equal([FIRST.title, FIRST.summary]);
      draft.value.title = { zh: '', en: 'Clauses' };
      draft.value.summary = { zh: '条款', en: '' };
      await show({ ...FIRST });
      expect([draft.value.title.zh, draft.value.title.en, draft.value.summary.zh]).to.deep.equal(['', 'Clauses', '条款']);
      draft.value.title = { zh: '', en: '' };
      await show({ ...FIRST, state: 'published' });
      expect(draft.value.title).to.deep.equal({ zh: '', en: '' });
    });

    it('is not replaced where one of two names is typed, and is another dataset’s own names when that is opened', async () => {
      const { draft, show } = openDraft();
      draft.value.title.en = 'Clauses';
      await show(FIRST);
      expect(draft.value.title).to.deep.equal({ zh: '', en: 'Clauses' });
      draft.value = emptyDraft();
      await show(undefined);
      await show(SECOND);
      expect(draft.value.title).to.deep.equal(SECOND.title);
    });
  });

  describe('of a roster', () => {
    const openRoster = (signed: ProjectDetail['roster']) =>
      within(() => {
        const roster = shallowRef(signed);
        return { roster, edit: useRosterEdit(() => roster.value) };
      });

    it('stays when a colleague signs hers, and says so', () => {
      const { roster, edit } = openRoster(ROSTER);
      expect([edit.duties.value, edit.after]).to.deep.equal([{ 'certificate-1': 'labeler', 'certificate-2': 'reviewer' }, 2]);
      edit.duties.value['certificate-2'] = 'labeler';
      roster.value = { ...ROSTER };
      expect(edit.overtaken.value).to.equal(undefined);
      roster.value = { ...ROSTER, number: 3, members: ROSTER.members.slice(0, 1) };
      expect(edit.overtaken.value).to.equal(3);
      expect([edit.duties.value['certificate-2'], edit.after]).to.deep.equal(['labeler', 2]);
    });

    it('is read anew when it is begun again', () => {
      const { roster } = openRoster(ROSTER);
      roster.value = { ...ROSTER, number: 3, members: ROSTER.members.slice(0, 1) };
      const again = within(() => useRosterEdit(() => roster.value));
      expect([again.duties.value, again.after, again.overtaken.value]).to.deep.equal([{ 'certificate-1': 'labeler' }, 3, undefined]);
    });

    it('is overtaken by a colleague’s first one as well', () => {
      const { roster, edit } = openRoster(undefined);
      expect([edit.duties.value, edit.after, edit.overtaken.value]).to.deep.equal([{}, 0, undefined]);
      roster.value = { ...ROSTER, number: 1 };
      expect(edit.overtaken.value).to.equal(1);
    });
  });

  describe('of a grading', () => {
    const row = (id: string, level?: 'g1') => ({ id, level });
    const openGrading = (...ids: readonly string[]) =>
      within(() => {
        const rows = shallowRef(ids.map((id) => row(id)));
        const asked = ref<string>();
        return {
          rows,
          asked,
          ...useGraded(
            () => rows.value,
            () => asked.value,
          ),
        };
      });

    it('stays when somebody else signs that dataset, or another comes before it', () => {
      const { rows, chosen } = openGrading('a', 'b');
      expect(chosen.value).to.equal('a');
      rows.value = [row('c'), row('b'), row('a', 'g1')];
      expect(chosen.value).to.equal('a');
      rows.value = [row('c'), row('b')];
      expect(chosen.value).to.equal('c');
    });

    it('gives place to the next that waits after the own signing, whether the list knows of it before or after', () => {
      const { rows, chosen, moveOn } = openGrading('a', 'b');
      expect(chosen.value).to.equal('a');
      moveOn();
      expect(chosen.value).to.equal('b');
      rows.value = [row('a', 'g1'), row('b', 'g1'), row('c')];
      expect(chosen.value).to.equal('b');
      moveOn();
      expect(chosen.value).to.equal('c');
      rows.value = [row('a', 'g1'), row('b', 'g1'), row('c', 'g1')];
      moveOn();
      expect(chosen.value).to.equal(undefined);
    });

    it('is of the dataset that the address asks for, also after it is signed', () => {
      const { asked, chosen, moveOn } = openGrading('a', 'b');
      asked.value = 'b';
      expect(chosen.value).to.equal('b');
      moveOn();
      expect(chosen.value).to.equal('b');
      asked.value = undefined;
      expect(chosen.value).to.equal('a');
    });
  });
});
