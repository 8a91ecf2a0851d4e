/** The reference path of validation: the message classes judged by class-validator. Slow; a property spec holds Ajv to it. */
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { type MessageClass } from './field-kind.js';
import { messageType } from './message-types.js';
import { ContractBroken } from './problems.js';

/** Pointers into `data` of everything that is refused; empty where it is taken whole. */
export function faultsByClass(type: string, data: unknown): readonly string[] {
  const entry = messageType(type);
  if (entry === undefined) throw new ContractBroken(`no message class for ${type}`);
  return faultsOfClass(entry.messageClass, data);
}

/** The same of any class of fields, whether it is a message's or not. */
export function faultsOfClass(messageClass: MessageClass, data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return [''];
  const instance = plainToInstance(messageClass, withoutInherited(data));
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
  });
  return [...inheritedNames(data, ''), ...errors.flatMap((error) => pointersOf(error, ''))];
}

function pointersOf(error: ValidationError, parent: string): string[] {
  const pointer = `${parent}/${error.property}`;
  const own = error.constraints === undefined ? [] : [pointer];
  return [...own, ...(error.children ?? []).flatMap((child) => pointersOf(child, pointer))];
}

/** What class-transformer is given: it takes `constructor` for an object's class, and drops what else stands for a nature of objects. */
function withoutInherited(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutInherited);
  const kept = Object.entries(value).filter(([name]) => !(name in Object.prototype));
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutInherited(member)]));
}

/** Fields named as what every object has by nature (`constructor`, `toString`): all are refused. */
function inheritedNames(value: unknown, pointer: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name in Object.prototype ? [`${pointer}/${name}`] : inheritedNames(member, `${pointer}/${name}`),
  );
}
