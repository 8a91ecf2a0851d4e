/** The reference path of validation: the message classes judged by class-validator. Slow; a property spec holds Ajv to it. */
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { messageType } from './message-types.js';
import { ContractBroken } from './problems.js';

/**
 * Pointers into `data` of everything that class-validator refuses; empty where it takes it all. Names such as
 * `__proto__` must have been refused before, because class-transformer drops them silently.
 */
export function faultsByClass(type: string, data: unknown): readonly string[] {
  const entry = messageType(type);
  if (entry === undefined) throw new ContractBroken(`no message class for ${type}`);
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return [''];
  const instance = plainToInstance(entry.messageClass, data);
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
  });
  return errors.flatMap((error) => pointersOf(error, ''));
}

function pointersOf(error: ValidationError, parent: string): string[] {
  const pointer = `${parent}/${error.property}`;
  const own = error.constraints === undefined ? [] : [pointer];
  return [...own, ...(error.children ?? []).flatMap((child) => pointersOf(child, pointer))];
}
