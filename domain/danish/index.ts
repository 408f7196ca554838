/** Every machine word in Danish, by audience; no workflow reaches this folder. */
export * from './approval';
export * from './courseMap';
export * from './breach';
export * from './dates';
export * from './datesAhead';
export * from './events';
export * from './incidents';
export * from './measures';
export * from './people';
export { nextDeadline } from './nextDeadline';
export { ifNobodyActs, ifNobodyActsHeading, clauseForStaff, isReminded } from './promises';
export * from './rail';
export * from './refusals';
export * from './stages';
export * from './tasks';
export * from './underAge';
export * from './waiting';
export * from './wayAhead';
