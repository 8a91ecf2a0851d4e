/** The calls to a SIP that nobody has opened, of each to whom one was sent. */
import { addDays, earliest } from '../calendar/index.js';
import { type SipFact } from './facts/sip.js';
import { filled, messageKeyOf, speaksFor, type Day, type PartyId } from '../kernel/index.js';
import { type Sighting } from '../making/finding.js';
import { dayOf } from '../saying/fact-entries.js';
import { toldSince } from '../saying/opened.js';
import { isExcludedOn } from './calls.js';
import { tookPart, type Call, type SipCourse } from './course.js';
import { sipFactsOf } from './reading.js';
import { SIP_SAYS } from './sip-says.data.js';

/** Whose turn it is to open a call and to answer it: the one called, then each one that it was sent on to. */
interface Turn {
  readonly party: PartyId;
  readonly said: Call['invited'] | Call['answers'][number];
  /** The day on which it was told. */
  readonly since: Day;
  /** The day of the next answer, by which it was seen; undefined while there is none. */
  readonly until: Day | undefined;
}

const whomItCalls = (said: SipFact): PartyId | undefined =>
  said.type === 'sip.invited' ? said.data.invitee.party : undefined;

function turnsOf({ sip: { chains } }: SipCourse['reading'], { invited, answers }: Call): readonly Turn[] {
  const { party } = invited.data.invitee;
  const answeredOn = answers.map(dayOf);
  const sentOn = answers.flatMap((said, at): readonly Turn[] => {
    const { redirectTo } = said.data;
    return redirectTo === undefined ? [] : [{ party: redirectTo, said, since: dayOf(said), until: answeredOn[at + 1] }];
  });
  if (party === undefined) return sentOn;
  return [{ party, said: invited, since: toldSince(invited, chains, whomItCalls), until: answeredOn[0] }, ...sentOn];
}

/**
 * A-049 "Skyldigheten att medverka på SIP-mötet gäller i dessa fall huvudmannen": who is to take part has read that it is
 * called. From the day after it was told, until it opens the call, there is an answer or it takes part; once the day of the
 * meeting is over, what is found is that it has not answered. One whom the individual has excluded hears of nothing.
 */
export const notOpened = (course: SipCourse): readonly Sighting[] =>
  course.calls.flatMap((call) =>
    turnsOf(course.reading, call)
      .filter(({ party, since }) => !speaksFor(party, call.invited.meta.party) && !isExcludedOn(course, party, since))
      .flatMap((turn) => unopened(course, call, turn)),
  );

function unopened({ reading, endedOn }: SipCourse, call: Call, turn: Turn): readonly Sighting[] {
  const { party, said, since, until } = turn;
  const raisedOn = addDays(since, 1);
  const { meetingOn } = call.invited.data;
  if (meetingOn < raisedOn) return [];
  const seenOn = [
    ...call.opened.filter(({ meta }) => speaksFor(meta.party, party)),
    ...sipFactsOf(reading.facts, 'sip.meetingHeld').filter((held) => tookPart([held], party)),
  ].map(dayOf);
  return [
    {
      key: `opened ${messageKeyOf(said)}`,
      parties: [party, reading.opening.meta.party],
      raisedOn,
      resolvedOn: earliest(...seenOn, until, endedOn, addDays(meetingOn, 1)),
      causedBy: [said],
      says: filled(SIP_SAYS.notOpened, { party }),
    },
  ];
}
