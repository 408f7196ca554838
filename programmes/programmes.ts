/** Answers for which version of which programme somebody follows. */
import type { Programme } from '../domain/state';
import type { LoadedProgramme } from './load';

/** The version that a course carries from the start of its treatment. */
type Followed = Pick<Programme, 'programmeId' | 'version'>;

/** Every programme that ships: the version of each that begins now, and others that courses follow. */
export class Programmes {
  /** `newest` has one version of each programme: what treatment begins with; `others` may be empty. */
  constructor(
    readonly newest: readonly LoadedProgramme[],
    private readonly others: readonly LoadedProgramme[] = [],
  ) {}

  /**
   * The version that a course began with, whatever was written since. Undefined before treatment,
   * and when that version does not ship any more: the start refuses that (ops/followedProgrammes).
   */
  followed(programme: Followed | null): LoadedProgramme | undefined {
    if (programme === null) return undefined;
    return [...this.newest, ...this.others].find(
      ({ id, version }) => id === programme.programmeId && version === programme.version,
    );
  }

  /** The title of a module in that version; its id when there is none. */
  titleOf(programme: Followed | null, moduleId: string): string {
    const modules = this.followed(programme)?.modules;
    return modules?.find(({ id }) => id === moduleId)?.title ?? moduleId;
  }
}
