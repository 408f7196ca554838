/** Practice people and times, where the parts are started apart (containers): run when web is ready. */
import { readConfig } from './config';
import { seedPractice } from './practicePeople';
import { inWords } from './sentence';

Promise.resolve()
  .then(() => seedPractice(readConfig(process.env, 'start')))
  .catch((failure: unknown) => {
    console.error(inWords(failure));
    process.exit(1);
  });
