/** The shapes that the shared parts (parts/*.hbs) are given; page.ts has those of the frame. */
import type { SafeString } from 'handlebars';
import type { Field } from './fields';
import type { ButtonForm, DueMark, Link } from './page';

/** {{#> form form}}…{{/form}}: posts, with the token, what it carries and, asked for, autosave. */
export interface Form {
  action: string;
  hidden: Readonly<Record<string, string>>;
  /** Its name for fields of it that stand elsewhere on the page. */
  id?: string;
  /** Where a draft is sent at each pause in typing; answers JSON `{ saved: 'Gemt kl. 10.04' }`. */
  autosave?: string;
}

/** {{> action-panel action}}: the one thing a page asks for, with its only primary button. */
export interface ActionPanel {
  heading: string;
  text?: string;
  /** The date or the like that must not be missed, and one quiet line under it. */
  strong?: string;
  quiet?: string;
  form: Form & ButtonForm & { fields: readonly Field[] };
  /** What happens after the press. */
  after?: string;
  links?: readonly Link[];
}

/** {{> if-nothing nothing}}: "Hvis du ikke gør noget" or "Hvis ingen gør noget", two sentences. */
export interface IfNothing {
  heading: string;
  text: string;
}

/** {{> rail this}}: the stages of a course, each with its date in words. */
export interface Rail {
  /** What stands by the stage that is now; "Du er her" when nothing else is said. */
  here?: string;
  stages: readonly {
    state: 'done' | 'stopped' | 'here' | 'toCome';
    name: string;
    words: string | null;
  }[];
}

/** {{> task-list list}}; `empty` says what would be here and when. */
export interface TaskList {
  heading: string;
  count: number;
  rows: readonly TaskRow[];
  empty: string;
}

export interface TaskRow {
  name: string;
  courseNumber: string;
  age: string;
  region: string;
  /** Verb first. */
  todo: string;
  why: string;
  due: DueMark;
  owner: string;
  href: string;
  urgent: boolean;
}

/** {{> tabs tabs}} and {{> filters filters}}: a list's state stands in its address. */
export interface Tabs {
  label: string;
  tabs: readonly (Link & { current: boolean })[];
}
export interface Filters {
  action: string;
  fields: readonly Field[];
  button: string;
}

/** {{> messages thread}}: oldest first. */
export interface Messages {
  messages: readonly {
    from: string;
    when: string;
    text: string;
    mine: boolean;
    /** Who has read it, or that nobody has; of one's own only. */
    read?: string | null;
    /** The exercise it is about. */
    about?: Link | null;
  }[];
  empty: string;
}

/** {{> letter-frame letter}}: a letter as it is sent, whole; `body` is made by `letterBody`. */
export interface LetterFrame {
  subject: string;
  facts: readonly { term: string; text: string }[];
  body: SafeString;
}

/** {{> comments list}}: what somebody wrote at a place of a page, the oldest first. */
export interface CommentView {
  from: string;
  when: string;
  text: string;
}

/** {{> facts facts}}: what is known, term by term; `look` says "Se her" and nothing stronger. */
export interface Facts {
  caption: string;
  rows: readonly {
    term: string;
    text: string;
    look?: boolean;
    link?: Link;
    /** Written at this very row. */
    notes?: readonly CommentView[];
  }[];
}

/** {{> table table}}: a cell is words, a link or a due mark. */
export interface Table {
  caption: string;
  columns: readonly { text: string; numeric?: boolean }[];
  rows: readonly (readonly TableCell[])[];
}
export interface TableCell {
  text: string;
  numeric?: boolean;
  href?: string;
  due?: DueMark;
}

/** {{> pages pages}}: a list paged by key; `newer` and `older` are whole addresses. */
export interface Pages {
  label: string;
  shown: string;
  newer: string | null;
  older: string | null;
}
