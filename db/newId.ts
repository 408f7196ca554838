/** Answers for new ids: UUIDv7, so that rows lie in the order they were made. */
import { v7 } from 'uuid';

/** A new id, `newId<CourseId>()`. */
export function newId<Id extends string>(): Id {
  return v7() as Id;
}
