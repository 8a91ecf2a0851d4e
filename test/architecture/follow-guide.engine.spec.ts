import { followsByTheGuide } from '../contract/follow-guide.contract.js';
import { JAVA, PYTHON } from '../support/guide-programs.js';

followsByTheGuide(PYTHON);
followsByTheGuide(JAVA);
