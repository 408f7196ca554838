/** What the public meets, and what stands outside the application and the course. */
import { instant } from '../../../domain/ids';
import { pageAsking } from '../../../domain/applicationPages';
import {
  pageAddress,
  sectionAddress,
  sendAddress,
  tryOutAddress,
} from '../../../web/application/addresses';
import { paths, withQuery } from '../../../web/paths';
import { look, NEVER, wrongly, type Look } from './look';
import { forgets, logsInAgain, logsOut } from './morePeople';
import { nameOfPage, PAGES } from './pages';

const TRY_OUT = paths.tryOutSection;
const CHECK = 'Se, hvad svarene siger';
const AGAINST = pageAddress(pageAsking('eligibility', ['livesInDenmark']));
/** Larger than any form of ours. */
const TOO_LARGE = 'a'.repeat(2_200_000);
const STORY = 'Jeg vil gerne vide noget.\nHvornår begynder det?';
/** Once it should have been read: with somebody at work, and in the night before. */
const TUESDAY = instant('2026-11-24T09:00:00Z');
const TUESDAY_NIGHT = instant('2026-11-24T21:00:00Z');

/** What anybody may read before they log in. */
export const READING: readonly Look[] = [
  // Before anybody is made: it lists them.
  look(paths.practice, 'a stranger', 'nobody', paths.practice.to()),
  look(paths.selfCheck, 'nothing answered', 'nobody', paths.selfCheck.to()),
  look(paths.selfCheck, 'all of it fits', 'nobody', paths.selfCheck.to(), {
    press: { button: CHECK, typed: { livesInDenmark: 'yes' } },
  }),
  look(paths.selfCheck, 'in danger', 'nobody', paths.selfCheck.to(), {
    press: { button: CHECK, typed: { suicideRisk: 'yes' } },
  }),
  look(paths.selfCheck, 'answers that speak against', 'nobody', paths.selfCheck.to(), {
    press: { button: CHECK, typed: { adult: 'no', alcohol: 'yes' } },
  }),
  look(paths.selfCheck, 'answers that speak against, in danger', 'nobody', paths.selfCheck.to(), {
    press: { button: CHECK, typed: { livesInDenmark: 'no', suicideRisk: 'yes' } },
  }),
  look(paths.selfCheck, 'pressed without an answer', 'nobody', paths.selfCheck.to(), {
    press: { button: CHECK, typed: {} },
  }),
  look(
    paths.selfCheck,
    'open for so long that it is not known any more',
    'nobody',
    paths.selfCheck.to(),
    {
      meanwhile: forgets,
      ...wrongly(CHECK, { livesInDenmark: 'yes' }, 403),
    },
  ),
  look(paths.professionals, 'a stranger', 'nobody', paths.professionals.to()),
  look(paths.citizenFolder, 'a stranger', 'nobody', paths.citizenFolder.to()),
  look(paths.professionalFolder, 'a stranger', 'nobody', paths.professionalFolder.to()),
  look(paths.tryOut, 'a stranger', 'nobody', paths.tryOut.to()),
  ...PAGES.map((page) =>
    look(TRY_OUT, nameOfPage(page), 'nobody', tryOutAddress(pageAddress(page))),
  ),
  look(TRY_OUT, 'an answer that speaks against', 'nobody', tryOutAddress(AGAINST), {
    press: { button: 'Gå videre', typed: { livesInDenmark: 'no' } },
  }),
  look(TRY_OUT, 'an answer that worries', 'nobody', tryOutAddress(sectionAddress('safety')), {
    press: { button: 'Gå videre', typed: { suicideRisk: 'yes' } },
  }),
  look(TRY_OUT, 'a doctor searched for', 'nobody', tryOutAddress(sectionAddress('gp')), {
    press: { button: 'Søg', typed: { laegenavn: 'Lægehuset' } },
  }),
  look(TRY_OUT, 'to send', 'nobody', tryOutAddress(sendAddress())),
  look(TRY_OUT, 'sent', 'nobody', tryOutAddress(sendAddress()), {
    press: { button: 'Send ansøgning', typed: {} },
  }),
  look(paths.complaint, 'a stranger', 'nobody', paths.complaint.to()),
  look(paths.supervisionReport, 'a stranger', 'nobody', paths.supervisionReport.to()),
  look(paths.dataProtection, 'a stranger', 'nobody', paths.dataProtection.to()),
  look(paths.accessibility, 'a stranger', 'nobody', paths.accessibility.to()),
  look(paths.contact, 'a stranger', 'nobody', paths.contact.to()),
  look(paths.complaint, 'in treatment', 'working', paths.complaint.to()),
];

export const PUBLIC: readonly Look[] = [
  look(paths.front, 'a stranger', 'nobody', paths.front.to()),
  look(paths.front, 'logged in', 'beingRead', paths.front.to()),
  look(paths.apply, 'login is away', 'nobody', paths.apply.to(), { status: 503 }),
  look(paths.login, 'login is away', 'nobody', paths.login.to(), { status: 503 }),
  look(paths.staffLogin, 'login is away', 'nobody', paths.staffLogin.to(), { status: 503 }),
  look(paths.loginAnswer, 'a login nobody began', 'nobody', paths.loginAnswer.to(), {
    status: 403,
  }),
  look(paths.logout, 'just logged out', 'nobody', paths.logout.to()),
  look(paths.crisis, 'a stranger', 'nobody', paths.crisis.to()),
  look(paths.crisis, 'an answer to be read', 'worriedSome', paths.crisis.to()),
  look(
    paths.crisis,
    'an answer that somebody rings about',
    'worriedHigh',
    withQuery(paths.crisis.to(), { videre: paths.application.to() }),
  ),
  look(paths.crisis, 'item 9 left out', 'leftOut', paths.crisis.to()),
  look(paths.crisis, 'outside office hours', 'worriedAtNight', paths.crisis.to()),
  look(paths.crisis, 'over time', 'worriedHigh', paths.crisis.to(), { when: () => TUESDAY }),
  look(paths.crisis, 'over time, at night', 'worriedSome', paths.crisis.to(), {
    when: () => TUESDAY_NIGHT,
  }),
  look(paths.crisis, 'the course was not told', 'worriedAndNotTold', paths.crisis.to()),
  look(paths.crisis, 'Postgres is away', 'nobody', paths.crisis.to(), {
    away: 'postgres',
    status: 503,
  }),
  look(paths.portalLink, 'an unknown link', 'beingRead', paths.portalLink.to({ token: 'x' })),
  look(paths.saving, 'not recorded yet', 'beingRead', paths.saving.to({ update: NEVER })),
  look({ pattern: '/{*any}' }, 'nothing there', 'nobody', '/findes-ikke', { status: 404 }),
  look({ pattern: '/{*any}' }, 'nothing there, logged in', 'working', '/findes-ikke', {
    status: 404,
  }),
  look({ pattern: '/{*any}' }, 'not theirs to open', 'working', paths.worklist.to(), {
    status: 403,
  }),
];

/** A form that did not come in: nothing that was typed is lost. */
export const NOT_TAKEN_IN: readonly Look[] = [
  look(paths.myMessages, 'logged out meanwhile', 'loggedOut', paths.myMessages.to(), {
    meanwhile: logsOut,
    ...wrongly('Send besked', { message: STORY }, 403),
  }),
  look(paths.myMessages, 'logged in anew meanwhile', 'pressing', paths.myMessages.to(), {
    meanwhile: logsInAgain,
    ...wrongly('Send besked', { message: STORY }, 403),
  }),
  look(paths.myMessages, 'sent while Postgres is away', 'beingRead', paths.myMessages.to(), {
    away: 'postgres',
    ...wrongly('Send besked', { message: STORY }, 503),
  }),
  look(paths.myMessages, 'sent while nobody answers', 'pressing', paths.myMessages.to(), {
    away: 'temporal',
    ...wrongly('Send besked', { message: STORY }, 503),
  }),
  look(paths.myMessages, 'not sent before, opened again', 'pressing', paths.myMessages.to()),
  look(paths.myMessages, 'larger than any form', 'beingRead', paths.myMessages.to(), {
    ...wrongly('Send besked', { message: TOO_LARGE }, 413),
  }),
  look(paths.myMessages, 'longer than a message', 'beingRead', paths.myMessages.to(), {
    ...wrongly('Send besked', { message: 'Jeg skriver meget. '.repeat(600) }),
  }),
  look(paths.myCourse, 'log out on a page of an older login', 'relogging', paths.myCourse.to(), {
    meanwhile: logsInAgain,
    ...wrongly('Log ud', {}, 403),
  }),
  look(paths.front, 'Postgres is away', 'nobody', paths.front.to(), {
    away: 'postgres',
    status: 503,
  }),
];
