/** What has happened in a course, the newest first, some at a time. */
import { EVENTS, type CourseOverview } from '../../api/queries/courseOverview';
import { STAGES, moveOf } from '../../domain/course';
import {
  BEYOND_WORDS,
  capital,
  dateTimeWords,
  dateWords,
  DEADLINE_NAMES,
  EVENT_WORDS,
  TASK_WORDS,
} from '../../domain/danish';
import { splitRef } from '../../domain/firing';
import { instant, type CourseId, type Instant } from '../../domain/ids';
import { BEYOND } from '../../domain/state';
import { paths, withQuery } from '../paths';
import type { Link } from '../shared/page';
import type { Facts } from '../shared/parts';

/** In an address of the course's page: only what happened before that revision is shown. */
export const BEFORE = 'foer';
const ANCHOR = 'det-er-sket';
const SHOWN = 10;

export interface TimelineView {
  readonly id: string;
  readonly facts: Facts;
  readonly newest: Link | null;
  readonly older: Link | null;
}
export interface TimelineReader {
  readonly course: CourseId;
  readonly patient: string;
  readonly now: Instant;
  /** Who reads no clinical text gets what moved the course. */
  readonly clinical: boolean;
  /** Not the newest page of it. */
  readonly isLater: boolean;
  titleOf(moduleId: string): string;
}

type Event = CourseOverview['events'][number];

/** `events`: the newest of those asked for, of which the last ones only tell what came before. */
export function timelineView(events: readonly Event[], reader: TimelineReader): TimelineView {
  const { now, patient, clinical, isLater } = reader;
  // A look that found the patient active moved a clock and nothing else.
  const said = events.filter(({ detail }) => detail['looked'] !== true);
  const told = clinical ? said : said.filter((one) => moves(one));
  const shown = told.slice(0, SHOWN);
  const isMore = told.length > SHOWN || events.length === EVENTS;
  const last = told.length > SHOWN ? shown.at(-1) : events.at(-1);
  return {
    id: ANCHOR,
    facts: {
      caption: 'Det er sket',
      rows: shown.map((one) => ({
        term: capital(dateTimeWords(one.at, now)),
        text: `${eventWords(one, events, reader)}${byWhom(one, patient)}`,
      })),
    },
    newest: isLater ? { text: 'Til det nyeste', href: pageHref(reader) } : null,
    older:
      isMore && last
        ? { text: 'Se det ældre', href: pageHref(reader, String(last.revision)) }
        : null,
  };
}

function pageHref({ course }: TimelineReader, before?: string): string {
  return `${withQuery(paths.course.to({ course }), { [BEFORE]: before })}#${ANCHOR}`;
}

/** What leaves the course where it is, and is no clinical text: whoever gives times reads it too. */
const OF_TIMES: readonly Event['event'][] = ['bookClosing', 'cancelClosing', 'missClosing'];

function moves({ event }: Event): boolean {
  if (OF_TIMES.includes(event)) return true;
  return STAGES.some((stage) => moveOf(stage, event) !== undefined);
}

/** True when the clinic gave a time with another psychologist than the course had until then. */
function isWithAnother({ detail, revision }: Event, events: readonly Event[]): boolean {
  const { psychologistId } = detail;
  const before = events.find(
    (one) => one.revision < revision && one.detail['psychologistId'] !== undefined,
  );
  if (psychologistId === undefined || !before) return false;
  return before.detail['psychologistId'] !== psychologistId;
}

/** `events` are all that is known, the newest first. */
function eventWords(
  one: Event,
  events: readonly Event[],
  { titleOf }: Pick<TimelineReader, 'titleOf'>,
): string {
  const { event, detail } = one;
  const { staff: plain } = EVENT_WORDS[event];
  const other = event === 'book' && isWithAnother(one, events);
  const staff = other ? `${plain} med en anden psykolog` : plain;
  const { task, beyond, moduleId, activeAt, by } = detail;
  if (event === 'cancelClosing')
    return `${staff} af ${by === 'patient' ? 'patienten' : 'klinikken'}`;
  if (typeof moduleId === 'string') return `${staff}: »${titleOf(moduleId)}«`;
  const why = BEYOND.find((one) => one === beyond);
  if (event === 'book' && why) {
    return `${staff} efter de lovede uger: ${BEYOND_WORDS[why].toLowerCase()}`;
  }
  const name = event === 'deadline' ? deadlineName(detail) : null;
  if (name) return `${staff}: ${name.toLowerCase()}`;
  if (event === 'activeAgain' && typeof activeAt === 'string') {
    return `${staff}, ${dateWords(instant(activeAt), one.at)}. Opgaven om, at der var stille, sluttede af sig selv`;
  }
  if (event === 'closeTask' && typeof task === 'string' && Object.hasOwn(TASK_WORDS, task)) {
    return `${staff}: ${TASK_WORDS[task as keyof typeof TASK_WORDS].title.toLowerCase()}`;
  }
  return staff;
}

/** What every task has alike is told by the task it is about. */
function deadlineName({ deadline, subject }: Event['detail']): string | null {
  const [kind] = deadline === 'taskDefault' ? splitRef(String(subject)) : [null];
  if (kind) return TASK_WORDS[kind].title;
  if (typeof deadline !== 'string' || !Object.hasOwn(DEADLINE_NAMES, deadline)) return null;
  return DEADLINE_NAMES[deadline as keyof typeof DEADLINE_NAMES];
}

function byWhom(event: Event, patient: string): string {
  if (event.who) return `. ${event.who}`;
  return event.actorKind === 'patient' ? `. ${patient}` : '';
}
