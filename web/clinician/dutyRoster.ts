/** The duty roster: who takes red flags, day by day; the supervisor changes it here. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { chosenOn, planDuty, shownOn, type DutyPlanned } from '../../api/commands/planDuty';
import { NOTHING_PERSONAL } from '../../api/guard';
import {
  dutyRoster,
  type DutyRoster,
  type RosterDay,
  type RosterWeek,
} from '../../api/queries/dutyRoster';
import { capital, countWords, dateWords, dayMonth, refusalWords } from '../../domain/danish';
import type { CivilDate, Instant } from '../../domain/ids';
import { may } from '../../domain/permissions';
import { paths, withQuery } from '../paths';
import { fieldsOf, type FieldErrors, type Fields, type Typed } from '../shared/fields';
import { show } from '../shared/show';

const NOBODY = 'Ingen på vagt: lederen får de røde bekymringsmarkeringer';

async function rosterPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const roster = await dutyRoster(ctx, asked.query['fra']);
  return page(ctx, asked, roster, { typed: {}, errors: {}, status: 200 });
}

interface Shown {
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly status: number;
}

async function page(ctx: Ctx, asked: Asked, roster: DutyRoster, shown: Shown): Promise<Answer> {
  const planned = Object.fromEntries(
    roster.weeks.flatMap(({ days }) =>
      days.map(({ on, staffId }) => [chosenOn(on), staffId ?? '']),
    ),
  );
  const fields = fieldsOf({ ...planned, ...shown.typed }, shown.errors);
  const weeks = roster.weeks.map((week) => weekView(ctx, roster, week, fields));
  const errors = fields.summary();
  return show(
    ctx,
    asked,
    'clinician/dutyRoster',
    {
      title: 'Vagtplan',
      ...(errors && { errors }),
      main: {
        weeks,
        uncovered: uncoveredWords(roster),
        form: mayPlan(ctx) && { action: paths.dutyRoster.to(), hidden: hiddenOf(roster), weeks },
        pages: {
          label: 'Andre uger',
          earlier: roster.earlier && at(roster.earlier),
          later: roster.later && at(roster.later),
          now: paths.dutyRoster.to(),
        },
      },
    },
    shown.status,
  );
}

function mayPlan(ctx: Ctx): boolean {
  return may(ctx.actor.role, 'planDuty');
}

function at(monday: string): string {
  return withQuery(paths.dutyRoster.to(), { fra: monday });
}

/** Who stands there now travels along: somebody else's change meanwhile is not overwritten. */
function hiddenOf(roster: DutyRoster): Record<string, string> {
  const open = roster.weeks.flatMap(({ days }) => days.filter(isOpen));
  return {
    from: roster.from,
    ...Object.fromEntries(open.map(({ on, staffId }) => [shownOn(on), staffId ?? ''])),
  };
}

/** A working day that can still be planned. */
function isOpen({ isPast, holiday }: RosterDay): boolean {
  return !isPast && holiday === null;
}

function uncoveredWords({ weeks }: DutyRoster): string | null {
  const days = weeks.flatMap((week) => week.days).filter((day) => isOpen(day) && !day.isCovered);
  if (days.length === 0) return null;
  return `${countWords(days.length, 'arbejdsdag', 'arbejdsdage')} herunder er uden vagt.`;
}

function weekView(ctx: Ctx, roster: DutyRoster, { number, days }: RosterWeek, fields: Fields) {
  const [first, last] = [days[0], days.at(-1)];
  const span = first && last ? spanOfDays(first.on, last.on, ctx.now) : '';
  return {
    heading: `Uge ${number}`,
    span,
    days: days.map((day) => dayView(ctx, roster, day, fields)),
  };
}

/** "23.–27. november", "30. november – 4. december". */
function spanOfDays(first: CivilDate, last: CivilDate, now: Instant): string {
  const end = dayMonth(last, now);
  const isOneMonth = first.slice(0, 7) === last.slice(0, 7);
  return isOneMonth ? `${Number(first.slice(8))}.–${end}` : `${dayMonth(first)} – ${end}`;
}

function dayView(ctx: Ctx, { psychologists }: DutyRoster, day: RosterDay, fields: Fields) {
  const label = capital(dateWords(day.on));
  const field =
    isOpen(day) && mayPlan(ctx)
      ? fields.select({
          name: chosenOn(day.on),
          label,
          optional: true,
          options: [
            { value: '', text: 'Ingen på vagt' },
            ...psychologists.map(({ staffId, name }) => ({ value: staffId, text: name })),
          ],
        })
      : null;
  return {
    label,
    field,
    isPast: day.isPast,
    who: whoWords(ctx, day),
    closed: day.holiday !== null,
    nobody: isOpen(day) && !day.isCovered ? nobodyWords(day) : null,
  };
}

function whoWords(ctx: Ctx, { holiday, name, staffId }: RosterDay): string {
  if (holiday !== null) return `Lukket: ${holiday}`;
  if (name === null) return 'Ingen';
  return staffId === ctx.actor.id ? `${name} (dig)` : name;
}

/** Who has left still stands in the plan, so it is said why that is nobody. */
function nobodyWords({ name }: RosterDay): string {
  return name === null ? NOBODY : `${name} har ikke længere vagter. ${NOBODY}`;
}

async function plan(ctx: Ctx, asked: Asked): Promise<Answer> {
  const from = asked.form['from'];
  const monday = typeof from === 'string' ? from : undefined;
  const planned = await planDuty(ctx, asked.form);
  const roster = await dutyRoster(ctx, monday);
  if (planned.kind === 'planned') {
    asked.session.set({ notice: noticeOf(planned.days) });
    return { kind: 'redirect', to: at(roster.from) };
  }
  return page(ctx, asked, roster, {
    // What somebody else changed meanwhile on other days is shown, not put back.
    typed: Object.fromEntries([...planned.wanted].map(([on, to]) => [chosenOn(on), to])),
    errors: errorsOf(planned, roster),
    status: 409,
  });
}

function noticeOf(days: number): { heading: string; text: string } {
  if (days === 0) {
    return { heading: 'Vagtplanen er, som den var', text: 'Du havde ikke ændret nogen dage.' };
  }
  return {
    heading: 'Vagtplanen er gemt',
    text: `${countWords(days, 'dag', 'dage')} er ændret. Ændringerne er gemt med dit navn.`,
  };
}

type Refused = Extract<DutyPlanned, { kind: 'refused' }>;

/** Beside its day; about a day that has no field here, over the form. */
function errorsOf({ days }: Refused, roster: DutyRoster): FieldErrors {
  const shown = new Map(roster.weeks.flatMap((week) => week.days.map((day) => [day.on, day])));
  const errors = [...days].map(([on, name]): [string, string] => {
    const day = shown.get(on);
    const stands = name === 'dutyChanged' ? ` Nu står der: ${day?.name ?? 'ingen'}.` : '';
    const words = `${capital(dateWords(on))}: ${refusalWords(name)}${stands}`;
    return [day && isOpen(day) ? chosenOn(on) : '', words];
  });
  return Object.fromEntries(errors);
}

export const dutyRosterRoutes: readonly Route[] = [
  {
    // Which colleague has the duty; nothing about a patient.
    method: 'get',
    path: paths.dutyRoster.pattern,
    permission: 'seeDutyRoster',
    audit: NOTHING_PERSONAL,
    handle: rosterPage,
  },
  {
    // Each day that is changed is written down as well, with who stood there before and after.
    method: 'post',
    path: paths.dutyRoster.pattern,
    permission: 'planDuty',
    audit: 'askedToChangeDuty',
    handle: plan,
  },
];
