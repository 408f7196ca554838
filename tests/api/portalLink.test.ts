import { portalLink } from '../../api/queries/portalLink';
import { type CourseRow } from '../../db/courses';
import { makePortalLink } from '../../db/portalLinks';
import { inTransaction, SYSTEM, type Actor } from '../../db/transaction';
import { plusMillis } from '../../domain/ids';
import { openClinic, type Clinic, staff } from '../db/clinic';
import { applicant, NOW, openOffice, request, somebody, type Office } from './applicant';

let clinic: Clinic;
let office: Office;

beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
});
afterAll(() => clinic?.close());

describe('a portal link', () => {
  const linkTo = (course: CourseRow, target: string) =>
    inTransaction(clinic.worker, SYSTEM, (tx) =>
      makePortalLink(tx, {
        courseId: course.courseId,
        personId: course.personId,
        target,
        at: NOW,
        expiresAt: plusMillis(NOW, 86_400_000),
      }),
    );

  it('leads to its page as often as it is followed', async () => {
    const { ctx, course } = await applicant(office);
    const token = await linkTo(course, 'application');
    for (let times = 0; times < 2; times += 1) {
      expect(await portalLink(ctx, token)).toEqual({ kind: 'open', target: 'application' });
    }
  });

  it('unknown, too old or done with, it leads its own person kindly home', async () => {
    const { ctx, course } = await applicant(office);
    const home = { kind: 'finished', hasCourse: true };
    expect(await portalLink(ctx, 'x'.repeat(43))).toEqual({ ...home, kind: 'unknown' });
    expect(await portalLink(ctx, "'; --")).toEqual({ ...home, kind: 'unknown' });
    expect(await portalLink(ctx, await linkTo(course, 'time'))).toEqual(home);
    const late = { ...ctx, now: plusMillis(NOW, 2 * 86_400_000) };
    expect(await portalLink(late, await linkTo(course, 'application'))).toEqual(home);
  });

  it("opens nothing for another person's login, nor for staff", async () => {
    const owner = await applicant(office);
    const other = await applicant(office);
    const token = await linkTo(owner.course, 'application');
    expect(await portalLink(other.ctx, token)).toEqual({ kind: 'anotherPerson' });
    const karen: Actor = await staff(clinic, 'psychologist');
    expect(await portalLink(request(office, NOW, karen), token)).toEqual({ kind: 'anotherPerson' });
  });
});
