/** Who may do what, and above all who may not (DOMAIN section 5). */
import { may, PERMISSIONS, ROLES, type Permission, type Role } from '../../domain/permissions';

const all = Object.keys(PERMISSIONS) as Permission[];
const allowed = (role: Role): Permission[] => all.filter((permission) => may(role, permission));

describe('permissions', () => {
  it('let a patient at nothing but their own course', () => {
    expect(allowed('patient')).toEqual(['public', 'practice', 'ownCourse']);
  });

  it('let nobody who is not logged in at anything but public pages', () => {
    expect(allowed('anonymous')).toEqual(['public', 'practice']);
  });

  it('let a region contact see figures, and never a person', () => {
    expect(allowed('regionContact')).toEqual(['public', 'practice', 'seeFigures']);
    expect(allowed('system')).toEqual(['public', 'practice', 'seeFigures']);
  });

  it('keep clinical decisions and clinical text from a coordinator', () => {
    const clinical: Permission[] = [
      'screen',
      'assess',
      'treat',
      'takeFlags',
      'closeCourse',
      'seeClinicalText',
      'refer',
    ];
    expect(clinical.filter((permission) => may('coordinator', permission))).toEqual([]);
    expect(clinical.filter((permission) => !may('psychologist', permission))).toEqual([]);
    expect(allowed('coordinator')).toEqual([
      'public',
      'practice',
      'seeWorklist',
      'seeCourse',
      'book',
      'lapseOffer',
      'repairDeliveries',
      'seeDutyRoster',
    ]);
  });

  it('give a supervisor all that a psychologist may, and alone the interventions', () => {
    const missing = allowed('psychologist').filter((permission) => !may('supervisor', permission));
    expect(missing).toEqual([]);
    for (const only of ['superviseCourses', 'endCourse', 'planDuty'] as const) {
      expect(ROLES.filter((role) => may(role, only))).toEqual(['supervisor']);
    }
  });

  it('leave no permission that nobody has', () => {
    expect(all.filter((permission) => !ROLES.some((role) => may(role, permission)))).toEqual([]);
  });
});
