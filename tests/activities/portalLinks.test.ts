/** Which letters carry a link into the portal, and where it leads. */
import { staff } from '../db/clinic';
import type { StaffId } from '../../domain/ids';
import { booked, treated } from '../support/courseStages';
import { openSending, send, standAt, waiting, type Sending } from './sending';

let sending: Sending;
let psychologistId: StaffId;
beforeAll(async () => {
  sending = await openSending();
  psychologistId = (await staff(sending.clinic, 'psychologist')).id;
});
afterAll(() => sending.clinic.close());
beforeEach(async () => {
  await sending.clinic.owner.query('TRUNCATE delivery, event, portal_link');
});

describe('the link of a letter', () => {
  const targets = async (): Promise<unknown> =>
    (await sending.clinic.owner.query('SELECT target FROM portal_link')).rows;

  test('leads to the open module of the course’s own programme', async () => {
    await standAt(sending, treated(), { psychologistId });
    await send(sending, await waiting(sending, 'treatmentLogin'));
    expect(await targets()).toEqual([{ target: 'module:m1' }]);
  });

  test('is not made for the journal or the video', async () => {
    await standAt(sending, booked(), { psychologistId });
    await send(sending, await waiting(sending, 'epjAppointment'));
    await send(sending, await waiting(sending, 'videoMeeting'));
    expect(sending.partners.video.sent).toHaveLength(1);
    expect(await targets()).toEqual([]);
  });
});
