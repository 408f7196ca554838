/** Every workflow that the worker runs. */
export { afterwards } from './afterwards';
export { course } from './course';
export { day } from './day';
export { delivery } from './delivery';
export { jump } from './jump';
export { morning } from './morning';
export { sweep } from './sweep';
