/** What a client asks before it works: who leads, and what the server can. */
import featuresPb from '@eventstore/db-client/generated/serverfeatures_pb.js';
import gossipPb from '@eventstore/db-client/generated/gossip_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import { type Empty } from '@eventstore/db-client/generated/shared_pb.js';
import { type ClusterInfo, type MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import { type SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { type Version } from './limits.js';
import { type Member, type Serving } from './serving.js';

const METHODS = ['read', 'append', 'delete', 'tombstone', 'batchappend'] as const;

/** It says the version that it speaks as. It is no such server. */
export function featuresCall(version: Version) {
  return (_call: ServerUnaryCall<Empty, SupportedMethods>, answer: sendUnaryData<SupportedMethods>): void => {
    const supported = new featuresPb.SupportedMethods();
    supported.setEventStoreServerVersion(`${version}.0.0`);
    for (const name of METHODS) {
      const method = new featuresPb.SupportedMethod();
      method.setServiceName('event_store.client.streams.streams');
      method.setMethodName(name);
      supported.addMethods(method);
    }
    answer(null, supported);
  };
}

export function gossipCall(serving: Serving) {
  return (_call: ServerUnaryCall<Empty, ClusterInfo>, answer: sendUnaryData<ClusterInfo>): void => {
    const info = new gossipPb.ClusterInfo();
    for (const member of serving.members()) info.addMembers(memberMessage(member));
    answer(null, info);
  };
}

function memberMessage({ instanceId, host, port, state, alive }: Member): MemberInfo {
  const { VNodeState } = gossipPb.MemberInfo;
  const id = new sharedPb.UUID();
  id.setString(instanceId);
  const endpoint = new gossipPb.EndPoint();
  endpoint.setAddress(host);
  endpoint.setPort(port);
  const member = new gossipPb.MemberInfo();
  member.setInstanceId(id);
  member.setTimeStamp(String(BigInt(Date.now()) * 10_000n));
  member.setState({ leader: VNodeState.LEADER, follower: VNodeState.FOLLOWER, electing: VNodeState.UNKNOWN }[state]);
  member.setIsAlive(alive);
  member.setHttpEndPoint(endpoint);
  return member;
}
