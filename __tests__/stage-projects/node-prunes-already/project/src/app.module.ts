import { Controller, Get, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';

@Controller('cats')
class CatsController {
  @Get()
  list(): string[] {
    return ['Tom'];
  }
}

@Module({ imports: [ConfigModule.forRoot()], controllers: [CatsController] })
export class AppModule {}
