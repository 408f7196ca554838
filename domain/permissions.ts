/** Who may do what: each permission with the roles that have it (DOMAIN section 5). */
export const ROLES = [
  'patient',
  'psychologist',
  'coordinator',
  'supervisor',
  'regionContact',
  'system',
  'anonymous',
] as const;
export type Role = (typeof ROLES)[number];

const staff = ['psychologist', 'coordinator', 'supervisor'] as const;
const clinicians = ['psychologist', 'supervisor'] as const;

/**
 * A supervisor sees everything a psychologist sees, and may act where a psychologist may; a
 * coordinator meets no clinical free text: `seeClinicalText` is asked beside `seeCourse`.
 */
export const PERMISSIONS = {
  public: ROLES,
  practice: ROLES,
  ownCourse: ['patient'],
  seeWorklist: staff,
  seeCourse: staff,
  seeClinicalText: clinicians,
  screen: clinicians,
  assess: clinicians,
  treat: clinicians,
  takeFlags: clinicians,
  closeCourse: clinicians,
  refer: clinicians,
  correctLetters: clinicians,
  book: staff,
  lapseOffer: ['coordinator', 'supervisor'],
  repairDeliveries: ['coordinator', 'supervisor'],
  seeDutyRoster: staff,
  planDuty: ['supervisor'],
  writePublicTexts: ['supervisor'],
  superviseCourses: ['supervisor'],
  endCourse: ['supervisor'],
  seeFigures: ['supervisor', 'regionContact', 'system'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

/** True when the role has the permission. `practice` routes exist in practice mode only. */
export function may(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return allowed.includes(role);
}
