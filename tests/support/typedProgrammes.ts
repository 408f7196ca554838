/** The programmes that ship, and one for anxiety that is a fixture. */
import { exerciseOf } from '../../domain/exercises';
import type { LoadedProgramme } from '../../programmes/load';
import { Programmes } from '../../programmes/programmes';
import { depression, programmes } from './depression';

const [first] = depression.modules;
if (!first) throw new Error('the programme has no module');
/** Kinds that no programme has yet: a panic diary and an exposure ladder, in one module. */
export const anxiety: LoadedProgramme = {
  ...depression,
  id: 'angst-proeve',
  title: 'Angst',
  diagnoses: ['DF400'],
  modules: [
    {
      ...first,
      id: 'trin-for-trin',
      exercises: [
        exerciseOf({
          id: 'panikdagbog',
          title: 'Panikdagbog',
          kind: 'panicDiary',
          intro: 'Skriv et anfald ad gangen.',
          minRows: 1,
          parts: [],
        }),
        exerciseOf({
          id: 'angsttrappe',
          title: 'Min angsttrappe',
          kind: 'exposureLadder',
          intro: 'Skriv et trin ad gangen.',
          minRows: 2,
          parts: [],
        }),
      ],
    },
  ],
};

/** Everything that ships, and the fixture. */
export const typedProgrammes = new Programmes([...programmes.newest, anxiety]);
