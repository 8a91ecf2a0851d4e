/** The read side: views and lists over a log that something else writes. */
import { Inject, Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Readiness, StopList } from '#http';
import { PROJECTOR_PARTS, type ProjectorParts } from './projector.options.js';
import { QUERY_HANDLERS } from './views/queries.js';
import { ViewsController } from './views/views.controller.js';

@Module({})
export class ProjectorModule {
  constructor(readiness: Readiness, stopList: StopList, @Inject(PROJECTOR_PARTS) { rows }: ProjectorParts) {
    readiness.watch('rows', () => {
      if (!rows.ready()) throw new Error('the rows do not follow the log');
    });
    stopList.at('followers', 'rows', () => rows.stop());
  }

  /** The module over parts that the composition root has made. */
  static with(parts: ProjectorParts): DynamicModule {
    return {
      module: ProjectorModule,
      imports: [CqrsModule.forRoot()],
      controllers: [ViewsController],
      providers: [{ provide: PROJECTOR_PARTS, useValue: parts }, ...QUERY_HANDLERS],
    };
  }
}
