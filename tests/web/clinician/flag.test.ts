import { saveSection } from '../../../api/commands/saveSection';
import { courseHead } from '../../../api/queries/courseHead';
import { stateOf } from '../../../api/queries/courseState';
import { riskFlag } from '../../../api/queries/riskFlag';
import { courseById } from '../../../db/courses';
import { flagsOf } from '../../../db/flags';
import { inTransaction } from '../../../db/transaction';
import { flagMain } from '../../../web/clinician/flag';
import { fieldsOf } from '../../../web/shared/fields';
import { newForm } from '../../../web/shared/formState';
import { personBarOf } from '../../../web/shared/personBar';
import { applicant, NOW, openOffice, request, somebody, type Office } from '../../api/applicant';
import { openClinic, staff, type Clinic } from '../../db/clinic';
import { phq9With } from '../applicationPages';

let clinic: Clinic;
let office: Office;
beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
});
afterAll(() => clinic?.close());

/** A flag as a psychologist opens it while its person is still writing the application. */
async function flagOfDraft(sections: Readonly<Record<string, Record<string, string>>>) {
  const { ctx, course } = await applicant(office);
  for (const [id, form] of Object.entries(sections)) {
    await saveSection(ctx, course, id as 'safety', { ...form, version: '0' });
  }
  const reader = request(office, NOW, await staff(clinic, 'psychologist'));
  return inTransaction(clinic.app, reader.actor, async (tx) => ({
    reader,
    row: await courseById(tx, course.courseId),
    flagId: (await flagsOf(tx, course.courseId))[0]?.flagId,
  })).then(async ({ row, flagId }) => {
    if (!row || !flagId) throw new Error('nothing was raised');
    const found = await riskFlag(reader, row, flagId);
    if (!found) throw new Error('the flag is gone');
    const state = stateOf(row);
    const shown = { form: newForm(state, null, {}), fields: fieldsOf({}, {}) };
    const head = await courseHead(reader, row, { wholeCpr: false });
    const main = flagMain(reader, state, found, shown) as { words: unknown };
    return { words: main.words, bar: personBarOf(head, NOW, '/') };
  });
}

describe('a flag of somebody who is still writing the application', () => {
  it('shows the answer that raised it, and the others about safety', async () => {
    const safety = { thoughts: 'often', suicideRisk: 'yes', attempts: 'no' };
    expect((await flagOfDraft({ safety })).words).toEqual([
      { label: 'Har du tanker om, at du ikke vil leve mere?', text: 'Ja, tit' },
      { label: expect.stringMatching(/^Har du planer om at tage dit eget liv/), text: 'Ja' },
      { label: 'Har du nogensinde forsøgt at tage dit eget liv?', text: 'Nej' },
    ]);
  });

  it('shows the ninth answer of PHQ-9 before it is sent', async () => {
    expect((await flagOfDraft({ phq9: phq9With('3') })).words).toEqual([
      { label: expect.stringMatching(/^PHQ-9 spørgsmål 9: /), text: 'Næsten hver dag' },
    ]);
  });

  it('says the region of the municipality that was given', async () => {
    const aboutYou = { phone: '12 34 56 78', municipality: '0461' };
    const { bar } = await flagOfDraft({ aboutYou, safety: { suicideRisk: 'yes' } });
    expect(bar.region).toBe('Syddanmark');
    expect((await flagOfDraft({ safety: { suicideRisk: 'yes' } })).bar.region).toBe('Ikke oplyst');
  });
});
