/** The pages of the application, in order. */
import { SECTION_IDS } from '../../../domain/application';
import { pagesOf, type SectionPage } from '../../../domain/applicationPages';

export const PAGES = SECTION_IDS.flatMap((id) => pagesOf(id));
export const nameOfPage = ({ id, number }: SectionPage): string => `${id} ${number}`;
