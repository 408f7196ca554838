/** What every page is given: its frame, its bars and the shapes that the shared parts expect. */

export type Audience = 'patient' | 'staff' | 'public';

export interface Link {
  text: string;
  href: string;
}

export interface NavLink extends Link {
  current: boolean;
}

/** One telephone number and when to use it; `tel` is what a telephone dials. */
export interface CrisisLine {
  words: string;
  number: string;
  tel: string;
}

/** In the order people should try them: see `crisisNumbers`. */
export interface CrisisNumbers {
  danger: CrisisLine;
  /** The reader's own region's line, or nothing while `regions` has them all. */
  own: CrisisLine | null;
  /** Every region's line, folded away to be opened: nobody knows which is the reader's. */
  regions: readonly CrisisLine[];
  lifeline: CrisisLine;
}

export interface PracticeBar {
  /** "Mandag 7. december 2026 kl. 10.00" */
  dateWords: string;
  /** "uret står stille", "uret går: 1 døgn pr. minut" */
  stateWords: string;
  isRunning: boolean;
  /** While a jump goes on: "Uret springer til tirsdag kl. 8.00 …"; the page follows by itself. */
  jumping?: string;
  /** The course the page is about, for "Til forløbets næste frist". */
  course?: string;
  /** The page to come back to. */
  back: string;
}

/** One untaken red flag, on every staff page until somebody takes it. */
export interface RedFlagBar {
  text: string;
  action: Link;
}

export type DueKind = 'over' | 'today' | 'later';

/** A due date in words, with a shape of its own for each kind. */
export interface DueMark {
  kind: DueKind;
  words: string;
}

export interface PersonBar {
  name: string;
  /** "010892-····", or the whole number when it was asked for. */
  cpr: string;
  /** Where the whole number is asked for; absent when it is shown. */
  showCpr?: string;
  age: string;
  region: string;
  stage: string;
  psychologist: string;
  flags: readonly { text: string; tone: 'red' | 'amber' }[];
}

/** The next deadline of the course a page is about, and what happens if nobody acts. */
export interface Ahead {
  /** "Næste frist", "Over frist" */
  heading: string;
  what: string;
  /** Null where `what` says when. */
  due: DueMark | null;
  /** Null on a page with a panel that says it in full. */
  nothing: { heading: string; text: string } | null;
}

export interface ErrorSummary {
  items: readonly { text: string; href: string | null }[];
}

/** A form of one button: what it posts to, what it carries and what the button says. */
export interface ButtonForm {
  action: string;
  hidden: Readonly<Record<string, string>>;
  button: string;
}

/** What just happened, or what waits and can be undone; shown over the heading. */
export interface Notice {
  kind: 'info' | 'success' | 'warning';
  heading: string;
  text: string;
  /** With the numbers to ring, before the text. */
  crisis?: true;
  link?: Link;
  form?: ButtonForm;
}

/** What a request knows before its page does. */
export interface Frame {
  audience: Audience;
  person?: { name: string; roleDanish: string };
  nav: readonly NavLink[];
  /** The token every form carries as `_csrf`. */
  csrf: string;
  practice?: PracticeBar;
  redFlag?: RedFlagBar;
  crisis: CrisisNumbers;
}

/** A whole page: the frame, what stands above the content, and the content in words. */
export interface PageView<Main extends object = object> extends Frame {
  /** In the browser's tab; and the heading, when no other is given. */
  title: string;
  heading?: string;
  personBar?: PersonBar;
  /** In the person bar, or under the content where there is none; null: the content says it. */
  ahead?: Ahead | null;
  errors?: ErrorSummary;
  notice?: Notice;
  back?: Link;
  /** A staff page of one column (a form, a reason). */
  narrow?: boolean;
  /** Without script: the address to load again in two seconds (a page that waits for something). */
  refreshTo?: string;
  /**
   * At the foot. Patients and the public always see the crisis numbers, and not twice: false where
   * they stand over the content; staff see them where this says so.
   */
  showCrisis?: boolean;
  main: Main;
}

const danger: CrisisLine = {
  words: 'Er dit eller andres liv i fare: ring',
  number: '112',
  tel: '112',
};
const lifeline: CrisisLine = { words: 'Livslinien:', number: '70 201 201', tel: '+4570201201' };

/**
 * The numbers in the order DOMAIN.md section 4 fixes: 112, the region's acute psychiatric line
 * (or every region's when the region is unknown), Livslinien. A line's words end in a colon.
 */
export function crisisNumbers(regionLines: readonly CrisisLine[]): CrisisNumbers {
  const [only, ...others] = regionLines;
  const isKnown = only !== undefined && others.length === 0;
  return { danger, own: isKnown ? only : null, regions: isKnown ? [] : regionLines, lifeline };
}
