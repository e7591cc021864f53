import { bootstrapApplication } from '@angular/platform-browser';
import { provideServerRendering } from '@angular/platform-server';
import { AppComponent } from './app.component';

export default () => bootstrapApplication(AppComponent, { providers: [provideServerRendering()] });
