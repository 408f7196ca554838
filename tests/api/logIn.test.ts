import { logIn, startLogin } from '../../api/commands/logIn';
import { stateOf } from '../../api/queries/courseState';
import { openClinic, type Clinic, staff } from '../db/clinic';
import { applicant, NOW, openOffice, request, session, somebody, type Office } from './applicant';

let clinic: Clinic;
let office: Office;

beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
});
beforeEach(() => {
  office.courses.isThere = true;
});
afterAll(() => clinic?.close());

describe('logging in', () => {
  it('begun at "Søg behandling", a first login begins one course and tells its workflow', async () => {
    const who = somebody();
    const { course } = await applicant(office, who);
    expect(course.revision).toBe(1);
    expect(stateOf(course).since.began).toBe(NOW);
    const again = await applicant(office, who);
    expect(again.course.courseId).toBe(course.courseId);
  });

  it('from "Log ind" begins nothing', async () => {
    office.answers = somebody();
    const browser = session();
    await startLogin(request(office, NOW), browser, {
      who: 'patient',
      returnTo: '/x',
      begins: false,
    });
    expect(await logIn(request(office, NOW), browser, '/log-ind/svar')).toEqual({
      kind: 'patient',
      returnTo: '/x',
      begins: false,
      notBegun: null,
      course: undefined,
    });
  });

  it('a course is begun while Temporal is away, and told at the next login', async () => {
    const who = somebody();
    office.courses.isThere = false;
    const { course } = await applicant(office, who);
    expect(course.revision).toBe(0);
    office.courses.isThere = true;
    expect((await applicant(office, who)).course.revision).toBe(1);
  });

  it('an answer that nobody waits for logs nobody in, nor does the same answer twice', async () => {
    const browser = session();
    await startLogin(request(office, NOW), browser, {
      who: 'patient',
      returnTo: '',
      begins: false,
    });
    await logIn(request(office, NOW), browser, '/log-ind/svar');
    const second = await logIn(request(office, NOW), browser, '/log-ind/svar');
    expect(second).toMatchObject({ kind: 'refused', name: 'noLogin' });
  });

  it('a member of staff gets the highest role that directory and row agree on', async () => {
    const actor = await staff(clinic, 'psychologist', 'Karen Eksempel');
    office.answers = {
      kind: 'staff',
      staffId: actor.id,
      name: 'Karen',
      email: 'karen@eksempel.example',
      roles: ['supervisor', 'psychologist'],
    };
    const browser = session();
    await startLogin(request(office, NOW), browser, { who: 'staff', returnTo: '', begins: false });
    expect(await logIn(request(office, NOW), browser, '/log-ind/svar')).toEqual({
      kind: 'staff',
      returnTo: '',
      role: 'psychologist',
    });
    expect(browser.values.who).toEqual({
      actor: { kind: 'staff', id: actor.id, role: 'psychologist' },
    });
    office.answers = { ...office.answers, roles: ['coordinator'] };
    const other = session();
    await startLogin(request(office, NOW), other, { who: 'staff', returnTo: '', begins: false });
    expect(await logIn(request(office, NOW), other, '/log-ind/svar')).toMatchObject({
      kind: 'refused',
      name: 'notStaff',
    });
    expect(other.values.who).toBeUndefined();
  });
});
