import { Controller, Get, Module } from '@nestjs/common';

@Controller()
class AppController {
  @Get()
  list() {
    return [];
  }
}

@Module({ controllers: [AppController] })
export class AppModule {}
