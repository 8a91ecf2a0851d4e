/** The groups in which those who collaborate meet; which of them an agreement has, and how often they meet, its pack says. */
export type MeetingGroup =
  | 'steeringGroup'
  | 'coordinationGroup'
  | 'operativeGroupChildren'
  | 'operativeGroupAdults'
  | 'operativeGroupViolence'
  | 'workingGroup'
  | 'workplaceMeeting'
  | 'unionCooperation'
  | 'managementMeeting'
  | 'tripartite'
  | 'socialEmergency'
  | 'barnahusReference'
  | 'other';
