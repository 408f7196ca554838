/** EVERY PAGE of the public and the patient, by route, in each state that makes another page of it. */
import { SECTION_IDS } from '../../../domain/application';
import { pageAsking, pagesOf, type SectionPage } from '../../../domain/applicationPages';
import {
  pageAddress,
  sectionAddress,
  sendAddress,
  tryOutAddress,
} from '../../../web/application/addresses';
import { paths, withQuery } from '../../../web/paths';
import type { Patient, PatientSite } from '../patient/site';
import { FIRST, letterOf, savesElsewhere, SECOND, type PersonName } from './people';

/** A form of the page, filled in and sent: what comes next is what is looked at. */
export interface Press {
  readonly button: string;
  readonly typed: Readonly<Record<string, string>>;
}
export interface Look {
  /** The pattern of the route that answers. */
  readonly route: string;
  /** What makes this page another one, in words. */
  readonly state: string;
  readonly who: PersonName | 'nobody';
  readonly at: string | ((site: PatientSite, patient: Patient) => Promise<string>);
  /** What the same person does in another window once the page is open. */
  readonly meanwhile?: (patient: Patient) => Promise<void>;
  readonly press?: Press;
  /** Of the page that is looked at; 200 unless said. */
  readonly status?: number;
  /** While nobody answers: Temporal is away when the form is sent. */
  readonly away?: true;
}

type Path = { readonly pattern: string };
type More = Pick<Look, 'meanwhile' | 'press' | 'status' | 'away'>;

function look(route: Path, state: string, who: Look['who'], at: Look['at'], more: More = {}): Look {
  return { route: route.pattern, state, who, at, ...more };
}

const SECTION = paths.applicationSection;
const wrongly = (button: string, typed: Press['typed'], status = 422): More => ({
  press: { button, typed },
  status,
});
const SAVE = 'Gem og gå videre';
const home = paths.myCourse.to();
const first = paths.myModule.to({ module: FIRST });
const part = (number: number): string => paths.myFollowUpPart.to({ part: `${number}` });
/** Nobody has sent it, so it is never recorded. */
const NEVER = '01987f6e-0000-7000-8000-00000000beef';

const TRY_OUT = paths.tryOutSection;
const CHECK = 'Se, hvad svarene siger';

const PAGES = SECTION_IDS.flatMap((id) => pagesOf(id));
const nameOfPage = ({ id, number }: SectionPage): string => `${id} ${number}`;
const AGAINST = pageAddress(pageAsking('eligibility', ['livesInDenmark']));

/** What anybody may read before they log in. */
const READING: readonly Look[] = [
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

const PUBLIC: readonly Look[] = [
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
  look(paths.portalLink, 'an unknown link', 'beingRead', paths.portalLink.to({ token: 'x' })),
  look(paths.practice, 'a stranger', 'nobody', paths.practice.to()),
  look(paths.saving, 'not recorded yet', 'beingRead', paths.saving.to({ update: NEVER })),
  look({ pattern: '/{*any}' }, 'nothing there', 'nobody', '/findes-ikke', { status: 404 }),
  look({ pattern: '/{*any}' }, 'nothing there, logged in', 'working', '/findes-ikke', {
    status: 404,
  }),
];

const APPLICATION: readonly Look[] = [
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
  look(SECTION, 'a doctor searched for', 'writing', sectionAddress('gp', { soeg: 'Lægehuset' })),
  look(SECTION, 'no doctor found', 'writing', sectionAddress('gp', { soeg: 'findes ikke' })),
  look(paths.application, 'something typed and not saved', 'typing', paths.application.to()),
  look(SECTION, 'a draft shown', 'typing', sectionAddress('ownWords')),
  look(SECTION, 'something typed and not saved, at the end', 'typing', sendAddress()),
  look(SECTION, 'sent and not recorded yet', 'hasPressedSend', sendAddress()),
  look(SECTION, 'saved in another window', 'readyToSend', sectionAddress('aboutYou'), {
    meanwhile: savesElsewhere,
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
    away: true,
  }),
  look(SECTION, 'the receipt', 'hasSent', sendAddress()),
];

/** Mit forløb at every place; a test asks for one look a stage of the table. */
const HOMES: readonly Look[] = (
  [
    'writing',
    'beingRead',
    'offered',
    'choosing',
    'agreed',
    'working',
    'handedIn',
    'answered',
    'lastTalk',
    'beingClosed',
    'over',
    'asked',
    'rejected',
  ] as const
).map((who) => look(paths.myCourse, who, who, home));

const OWN: readonly Look[] = [
  look(paths.myApplication, 'being read', 'hasSent', paths.myApplication.to()),
  look(paths.myTime, 'a time is kept', 'offered', paths.myTime.to()),
  look(paths.myTime, 'to choose', 'choosing', paths.myTime.to()),
  look(paths.myTime, 'agreed', 'agreed', paths.myTime.to()),
  look(paths.myTime, 'none needed', 'working', paths.myTime.to()),
  look(paths.myDates, 'being read', 'beingRead', paths.myDates.to()),
  look(paths.myDates, 'agreed', 'agreed', paths.myDates.to()),
  look(paths.myDates, 'after the end', 'over', paths.myDates.to()),
  look(
    paths.myCalendarFile,
    'a time of nobody’s',
    'agreed',
    paths.myCalendarFile.to({ appointment: NEVER }),
    { status: 404 },
  ),
  look(paths.myVideo, 'not open yet', 'agreed', paths.myVideo.to()),
  look(paths.cameraCheck, 'before the talk', 'agreed', paths.cameraCheck.to()),
  look(paths.sayWrong, 'being read', 'beingRead', paths.sayWrong.to()),
  look(paths.sayWrong, 'after the end', 'over', paths.sayWrong.to()),
  look(paths.myModule, 'open', 'working', first),
  look(paths.myModule, 'a step', 'working', `${first}?trin=2`),
  look(paths.myModule, 'handed in half done', 'working', first, {
    ...wrongly('Aflever modulet', { 'aktivitetsdagbog.activity-1': 'Gik en tur' }),
  }),
  look(paths.myModule, 'closed', 'working', paths.myModule.to({ module: SECOND })),
  look(paths.myModule, 'answered', 'answered', first),
  look(paths.myMessages, 'none yet', 'beingRead', paths.myMessages.to()),
  look(paths.myMessages, 'some', 'answered', paths.myMessages.to()),
  look(
    paths.myMessages,
    'an empty one',
    'beingRead',
    paths.myMessages.to(),
    wrongly('Send besked', { message: '' }),
  ),
  look(paths.myMessages, 'after the end', 'over', paths.myMessages.to()),
  look(paths.myLetters, 'some', 'offered', paths.myLetters.to()),
  look(paths.myLetter, 'sent', 'offered', letterOf),
  look(paths.myConsents, 'being read', 'beingRead', paths.myConsents.to()),
  look(paths.myConsents, 'after the end', 'over', paths.myConsents.to()),
  look(paths.myReaders, 'nobody yet', 'beingRead', paths.myReaders.to()),
  look(paths.myReaders, 'in treatment', 'answered', paths.myReaders.to()),
  look(paths.myDetails, 'writing', 'writing', paths.myDetails.to()),
  look(paths.myDetails, 'being read', 'hasSent', paths.myDetails.to()),
  look(
    paths.myDetails,
    'a number that is none',
    'hasSent',
    paths.myDetails.to(),
    wrongly('Gem e-mail og telefon', { email: 'sofie', phone: 'ring til mig' }),
  ),
  look(paths.myDetails, 'after the end', 'over', paths.myDetails.to()),
  look(paths.myClosing, 'not yet', 'working', paths.myClosing.to()),
  look(paths.myClosing, 'offered', 'lastTalk', paths.myClosing.to()),
  look(paths.myClosing, 'after the end', 'over', paths.myClosing.to()),
  look(paths.withdraw, 'writing', 'writing', paths.withdraw.to()),
  look(paths.withdraw, 'being read', 'beingRead', paths.withdraw.to()),
  look(paths.withdraw, 'in treatment', 'working', paths.withdraw.to()),
  look(paths.withdraw, 'after the end', 'over', paths.withdraw.to()),
  look(paths.myFollowUp, 'asked', 'asked', paths.myFollowUp.to()),
  look(paths.myFollowUp, 'to send', 'readyToAnswer', paths.myFollowUp.to()),
  look(paths.myFollowUp, 'thanked', 'thanked', paths.myFollowUp.to()),
  look(paths.myFollowUp, 'not asked', 'beingRead', paths.myFollowUp.to()),
  look(paths.myFollowUpPart, 'the first', 'asked', part(1)),
  look(paths.myFollowUpPart, 'the last, answered', 'readyToAnswer', part(3)),
];

export const LOOKS: readonly Look[] = [...READING, ...PUBLIC, ...APPLICATION, ...HOMES, ...OWN];

/** Unlike any other look: a test is named by it. */
export function nameOf({ route, state }: Look): string {
  return `${route}: ${state}`;
}
