/** The application: every page empty and filled in, and what may come between. */
import { pageAsking } from '../../../domain/applicationPages';
import { pageAddress, sectionAddress, sendAddress } from '../../../web/application/addresses';
import { paths } from '../../../web/paths';
import { look, SAVE, wrongly, type Look } from './look';
import { DANGER, savesAboutYou, sendsElsewhere, writesElsewhere } from './morePeople';
import { nameOfPage, PAGES } from './pages';

const SECTION = paths.applicationSection;
const AGAINST = pageAddress(pageAsking('eligibility', ['livesInDenmark']));
const ABOUT = sectionAddress('aboutYou');
const SAFETY = sectionAddress('safety');

export const APPLICATION: readonly Look[] = [
  look(paths.application, 'nothing answered', 'writing', paths.application.to()),
  look(paths.application, 'under 18', 'aChild', paths.application.to()),
  look(paths.application, 'all answered', 'readyToSend', paths.application.to()),
  ...PAGES.map((page) =>
    look(SECTION, `${nameOfPage(page)}, nothing answered`, 'writing', pageAddress(page)),
  ),
  ...PAGES.map((page) =>
    look(SECTION, `${nameOfPage(page)}, answered`, 'readyToSend', pageAddress(page)),
  ),
  look(
    SECTION,
    'a number that is none',
    'writing',
    sectionAddress('aboutYou'),
    wrongly(SAVE, { phone: 'ring til mig', email: 'sofie' }),
  ),
  look(SECTION, 'a doctor searched for', 'writing', sectionAddress('gp'), {
    press: { button: 'Søg', typed: { laegenavn: 'Lægehuset' } },
  }),
  look(SECTION, 'no doctor found', 'writing', sectionAddress('gp'), {
    press: { button: 'Søg', typed: { laegenavn: 'findes ikke' } },
  }),
  look(paths.application, 'something typed and not saved', 'typing', paths.application.to()),
  look(SECTION, 'a draft shown', 'typing', sectionAddress('ownWords')),
  look(SECTION, 'something typed and not saved, at the end', 'typing', sendAddress()),
  look(SECTION, 'sent and not recorded yet', 'hasPressedSend', sendAddress()),
  look(SECTION, 'saved in another window', 'readyToSend', sectionAddress('aboutYou'), {
    meanwhile: savesAboutYou,
    ...wrongly(SAVE, { phone: '20304051' }, 409),
  }),
  look(SECTION, 'an answer that speaks against', 'writing', AGAINST, {
    press: { button: SAVE, typed: { livesInDenmark: 'no' } },
  }),
  look(SECTION, 'too much missing to send', 'writing', sendAddress()),
  look(SECTION, 'under 18, at the end', 'aChild', sendAddress()),
  look(SECTION, 'ready to send', 'readyToSend', sendAddress()),
  look(SECTION, 'sent while nobody answers', 'readyToSend', sendAddress(), {
    ...wrongly('Send ansøgning', {}, 503),
    away: 'temporal',
  }),
  look(SECTION, 'the receipt', 'hasSent', sendAddress()),
  look(SECTION, 'a draft shown, saved since in another window', 'draftBehind', ABOUT),
  look(SECTION, 'too long, and an answer that worries', 'applying', SAFETY, {
    meanwhile: writesElsewhere,
    ...wrongly(SAVE, { ...DANGER, more: 'Jeg kan ikke mere. '.repeat(80) }),
  }),
  look(SECTION, 'about to be logged out', 'writing', sectionAddress('phq9'), { idle: '28:00' }),
  look(SECTION, 'logged out for want of a press', 'writing', sectionAddress('phq9'), {
    idle: '31:00',
  }),
  look(SECTION, 'sent in another window', 'applying', ABOUT, {
    meanwhile: sendsElsewhere,
    ...wrongly(SAVE, { phone: '20304051' }, 409),
  }),
];
