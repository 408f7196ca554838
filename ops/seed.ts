/** Practice people and times, where the parts are started apart (containers): run when web is ready. */
import { readConfig } from './config';
import { settlePracticeClock } from './practiceClock';
import { seedPractice } from './practicePeople';
import { inWords } from './sentence';

Promise.resolve()
  .then(async () => {
    const config = readConfig(process.env, 'start');
    await settlePracticeClock(config);
    await seedPractice(config);
  })
  .catch((failure: unknown) => {
    console.error(inWords(failure));
    process.exit(1);
  });
