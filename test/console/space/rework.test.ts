import { expect } from 'chai';
import type { ReturnedLabels } from '../../../api/reworks.ts';
import { toSignableBytes, type Json } from '../../../common/canonical-json.ts';
import { createOpeningKey } from '../../../common/crypto/sealing.ts';
import { parseHex, toBase64, toHex } from '../../../common/encodings.ts';
import type { Result } from '../../../labeling/result.ts';
import { createBatch } from '../../../privacy/sealing/batch.ts';
import { headerHash } from '../../../privacy/sealing/header.ts';
import { openLabel, sealLabel } from '../../../privacy/sealing/label.ts';
import { verifyOpening } from '../../../provenance/event/commitment.ts';
import { openStage, type Stage } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import { closeReturned, INSPECTION, type ReturnedLot } from '../../support/returned-lot.ts';
import { RESULT, type LabelDraft } from '../../support/scripted-lot.ts';
import type { LoggedEvent } from '../../support/scripted-space.ts';

type Found = ReturnedLabels['labels'][number];

const BETTER = [{ from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['目标'] } }] as const satisfies Result;

const relay = ({ id: event, index, signed, salt = '' }: LoggedEvent): Found['verdict'] => ({ event, index, signed, salt });

interface Bed extends Stage {
  readonly returned: ReturnedLot;
  readonly person: TestPerson;
}

/** Her first label came back; the gateway hands it out with what `more` adds. */
const openBed = async (
  stage: Stage,
  draft: LabelDraft = {},
  more: (lot: ReturnedLot) => Partial<Found> & { readonly answer?: object } = () => ({}),
): Promise<Bed> => {
  const { log } = stage;
  const returned = closeReturned(log.space, stage.lot, draft);
  const [item, label, [verdict]] = [returned.items[0], returned.labels[0], returned.verdicts];
  if (item === undefined || label === undefined) expect.fail('nothing there');
  const { answer, ...shown } = more(returned);
  const relayed = relay(label as unknown as LoggedEvent);
  const found = {
    lot: returned.id,
    item: item.id,
    label: { ...relayed, ...answer },
    verdict: relay(verdict as unknown as LoggedEvent),
    ...shown,
  };
  log.handlers.push((path) => (path.startsWith('/api/returned') ? { labels: [found] } : undefined));
  log.publish();
  return { ...stage, returned, person: await openPerson(log, returned.labelers[0], returned.firm) };
};

const openPlain = () =>
  openBed(openStage('rework', { inspection: { ...INSPECTION, answerHours: 24 } }), {}, ({ items, labels }) => ({
    opening: items[0]?.opening as Found['opening'] & object,
    answer: { opening: labels[0]?.opening },
  }));

const redo = async ({ person }: Pick<Bed, 'person'>, hold = 0): Promise<string> => {
  const [label = expect.fail('nothing came back')] = await person.labeler.returned();
  await label.read();
  return await person.labeler.rework({ ...label, result: BETTER }, { hold });
};

describe('a label that its author reworks on her device', () => {
  it('names closing, label and verdict, and commits to what she marks now', async () => {
    const bed = await openPlain();
    await redo(bed);
    await bed.person.outbox.step();
    const { event } = bed.log.seen.at(-1) ?? expect.fail('nothing was sent');
    if (event.type !== 'label-reworked') expect.fail(event.type);
    const { closed, labels, verdicts } = bed.returned;
    expect(event.refs).to.deep.equal([closed.id, labels[0]?.id, verdicts[0].id]);
    const [document] = (await bed.person.outbox.facts()).records[0]?.draft.documents ?? [];
    if (document?.kind !== 'annotation') expect.fail('no answer goes out');
    verifyOpening(document.opening, 'annotation', event.subject.id, event.body.result);
    expect(document.opening.value).to.deep.equal(BETTER);
  });

  it('waits out its hold and leaves no trace where it is taken back', async () => {
    const bed = await openPlain();
    const order = await redo(bed, 3000);
    await bed.person.outbox.step();
    expect(bed.log.seen).to.deep.equal([]);
    expect((await bed.person.outbox.takeBack(order))?.type).to.equal('label-reworked');
    bed.log.now += 10_000;
    await bed.person.outbox.step();
    expect(bed.log.seen).to.deep.equal([]);
  });

  it('goes out once the gateway can be reached again, the same event, and is kept meanwhile', async () => {
    const bed = await openPlain();
    await redo(bed);
    bed.log.weather = 'lost-request';
    await bed.person.outbox.step();
    expect((await bed.person.outbox.facts()).waiting).to.equal(1);
    bed.log.weather = 'fine';
    bed.log.now += 60_000;
    await bed.person.outbox.step();
    await bed.person.outbox.step();
    expect(bed.log.received().filter(({ signed }) => signed.event.type === 'label-reworked').length).to.equal(1);
    expect((await bed.person.outbox.facts()).waiting).to.equal(0);
  });

  it('is not signed once the owner has answered, nor once its silence has', async () => {
    const answered = await openPlain();
    const { returned, log, person } = answered;
    const ended = returned.end();
    log.publish();
    await person.client.follow();
    const [label = expect.fail('nothing came back')] = await person.labeler.returned();
    log.space.log('lot-accepted', returned.keeper, { subject: { id: returned.id }, body: {}, refs: [ended.id] });
    log.publish();
    await person.client.follow();
    await expectCode(() => person.labeler.rework({ ...label, result: BETTER }), 'rework-late');

    const silent = await openPlain();
    silent.returned.end();
    silent.log.now += 48 * 3_600_000;
    silent.log.publish();
    await silent.person.client.follow();
    expect((await silent.person.labeler.returned())[0]?.open).to.equal(false);
    await expectCode(() => redo(silent), 'rework-late');
    expect(silent.log.seen).to.deep.equal([]);
  });

  it('keeps the gateway’s refusal, by name', async () => {
    const bed = await openPlain();
    await redo(bed);
    const ended = bed.returned.end();
    bed.log.space.log('lot-accepted', bed.returned.keeper, { subject: { id: bed.returned.id }, body: {}, refs: [ended.id] });
    await bed.person.outbox.step();
    expect((await bed.person.outbox.facts()).records[0]?.refused?.code).to.equal('rework-late');
  });
});

describe('a sealed label that its author reworks on her device', () => {
  const lotKey = createOpeningKey(new Uint8Array(32).fill(7));
  const stage = () => openStage('sealed rework', { inspection: INSPECTION, level: 'g3', clearance: 'g3', lotKey: toHex(lotKey.publicKey) });

  const openSealed = async () => {
    const opened = stage();
    const { log, lot, labeler } = opened;
    const { space: script } = log;
    const id = lot.lot.signed.event.subject.id;
    const [item = expect.fail('no item')] = lot.items;
    const head = {
      space: script.space,
      project: lot.project,
      lot: id,
      batch: script.newId(),
      level: 'g3' as const,
      policy: { major: 1, minor: 0 },
    };
    const items = lot.items.map((one) => one.id);
    const batch = createBatch({ head, items, key: script.random(32), connector: lot.connector.key, random: script.random });
    const content = { salt: parseHex(item.opening.salt), content: toSignableBytes(item.opening.value) };
    const { signed, box } = batch.seal({ item: item.id, version: 1, row: '0'.repeat(64), ...content });
    const author = toHex(labeler.key.publicKey);
    const place = { space: script.space, lot: id, item: item.id, author, lotEvent: lot.lot.id };
    const address = { place, readers: { lot: toHex(lotKey.publicKey), author: toHex(labeler.opening.publicKey) } };
    const answer = script.seal('annotation', item.id, RESULT);
    const own = sealLabel(toSignableBytes(answer.opening as unknown as Json), address, script.random);
    const sealed = { header: headerHash(signed.header), label: own.hash };
    const bed = await openBed(opened, { body: { result: answer.commitment, sealed } }, () => ({
      sealed: { signed, box: toBase64(box) },
      wrap: batch.wrapFor(toHex(labeler.opening.publicKey)),
      answer: { sealed: own.sealed },
    }));
    return { ...bed, address, header: sealed.header };
  };

  it('shows her what she had handed in, and goes out sealed for the lot’s key and herself, over the item’s header', async () => {
    const bed = await openSealed();
    const [label = expect.fail('nothing came back')] = await bed.person.labeler.returned();
    expect(label.handedIn).to.deep.equal(RESULT);
    expect((await label.read()).text).to.equal(bed.lot.items[0]?.opening.value);
    await bed.person.labeler.rework({ ...label, result: BETTER }, { hold: 0 });
    await bed.person.outbox.step();
    const { event } = bed.log.seen.at(-1) ?? expect.fail('nothing was sent');
    if (event.type !== 'label-reworked') expect.fail(event.type);
    expect(event.body.sealed?.header).to.equal(bed.header);
    const { documents, kept } = (await bed.person.outbox.facts()).records[0]?.draft ?? expect.fail('nothing waits');
    const [out] = documents ?? [];
    if (out?.kind !== 'sealed-label') expect.fail('it goes out in plain text');
    const premise = { ...bed.address, hash: event.body.sealed?.label ?? '' };
    const { content } = openLabel(out.sealed, 'lot', lotKey, premise);
    expect(new TextDecoder().decode(content)).to.include('目标');
    expect(kept?.kind).to.equal('annotation');
  });

  it('is not sealed before its item was opened on this device', async () => {
    const bed = await openSealed();
    const [label = expect.fail('nothing came back')] = await bed.person.labeler.returned();
    await expectCode(() => bed.person.labeler.rework({ ...label, result: BETTER }), 'item-text-gone');
  });
});
